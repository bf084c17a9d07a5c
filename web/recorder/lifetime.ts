/** What a recorder looks at to know whether it is still wanted. */
export interface Surroundings {
  /** Milliseconds since it began. */
  readonly age: number;
  /** Whether its session's folder is still there: runners empty theirs between jobs. */
  readonly hasFolder: boolean;
  /** Whether the process of the job is still there; null where none was named. */
  readonly hasJob: boolean | null;
}

/** A job on a runner of one's own may take five days (GitHub's limits of Actions); an hour more for its end. */
export const MAX_AGE_MS = (5 * 24 + 1) * 3_600_000;

/** Why a recorder ends by itself; null while it goes on. */
export function reasonToEnd({ age, hasFolder, hasJob }: Surroundings): string | null {
  if (!hasFolder) return "the session's folder is gone";
  if (hasJob === false) return "the job's process is gone";
  return age > MAX_AGE_MS ? "no job takes that long" : null;
}
