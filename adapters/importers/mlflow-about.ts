import type { AboutRun } from "../../core/ports/importer.ts";

/** What MLflow keeps of a run outside of its metrics, from the file store or the database. */
export interface MlflowRun {
  readonly id: string;
  readonly name: string | null;
  readonly experiment: string | null;
  /** RUNNING, SCHEDULED, FINISHED, FAILED, KILLED, or their numbers 1 to 5. */
  readonly status: string | null;
  /** Milliseconds since 1970; 0 or null for none. */
  readonly startedAt: number | null;
  readonly finishedAt: number | null;
  readonly tags: ReadonlyMap<string, string>;
}

// The order is that of RunStatus in MLflow's service.proto, from 1 on.
const STATUSES = [
  ["RUNNING", "running"],
  ["SCHEDULED", "running"],
  ["FINISHED", "finished"],
  ["FAILED", "failed"],
  ["KILLED", "cancelled"],
] as const;

/** Of MLflow's own tags those that tell of a run here; the log of its models among the others may be of any size. */
const TELLING = {
  name: "mlflow.runName",
  notes: "mlflow.note.content",
  parent: "mlflow.parentRunId",
  commit: "mlflow.source.git.commit",
} as const;

const USED: ReadonlySet<string> = new Set(Object.values(TELLING));

/** Whether a tag is of any use here: it is one of people, or tells of the run. */
export function isUsedTag(key: string): boolean {
  return !isMlflows(key) || USED.has(key);
}

const isMlflows = (key: string) => key.startsWith("mlflow.");

/** A run in Pedigree's words; tags that begin with `mlflow.` are MLflow's own and tell of the run. */
export function aboutMlflow({ id, tags, ...run }: MlflowRun): AboutRun {
  const status = STATUSES.find(([word], at) => word === run.status || String(at + 1) === run.status)?.[1];
  const name = run.name || tags.get(TELLING.name);
  const [notes, parent] = [tags.get(TELLING.notes), tags.get(TELLING.parent)];
  const commit = tags.get(TELLING.commit);
  return {
    id,
    ...(name ? { name } : {}),
    ...(notes ? { notes } : {}),
    ...(run.experiment ? { experiment: run.experiment } : {}),
    ...(status === undefined ? {} : { status }),
    ...(run.startedAt ? { startedAt: run.startedAt } : {}),
    ...(run.finishedAt ? { finishedAt: run.finishedAt } : {}),
    ...(parent ? { parent } : {}),
    ...(commit !== undefined && /^[0-9a-f]{40}$/.test(commit) ? { commit } : {}),
  };
}

/** Tags of people, as `key=value`. */
export function ownTags(tags: ReadonlyMap<string, string>): readonly string[] {
  return [...tags].flatMap(([key, value]) => (isMlflows(key) ? [] : [`${key}=${value}`]));
}

/** A name to tell runs apart by: people know the name, only the id is unique. */
export function mlflowGroup(name: unknown, id: string): string {
  const short = id.slice(0, 8);
  return typeof name === "string" && name !== "" ? `${name.replaceAll("/", "-")}-${short}` : short;
}
