import { z } from "zod";
import { digestOfText } from "../canonical.ts";
import { type CommitSha, commitShaSchema } from "../names.ts";

/** By what a training's check run is found again. */
export const liveMarkSchema = z.strictObject({
  /** The commit on which it stands. */
  commit: commitShaSchema,
  name: z.string().min(1),
  /** Of this training alone. */
  key: z.string().min(1),
});
export type LiveMark = z.infer<typeof liveMarkSchema>;

/** The training that a check run shows. */
export interface LiveSubject {
  /** The head of a pull request, or what was pushed. */
  readonly commit: CommitSha;
  readonly experiment: string;
  /** All values of the job's matrix, as `legOf` writes them; null outside of one. */
  readonly leg: string | null;
  /** The run's name. */
  readonly name: string | null;
  /** Of the workflow run. */
  readonly runId: number;
  /** The job's key in the workflow's file. */
  readonly job: string;
  /** Whether the steps of the job train, or a command of one step: a job may have both. */
  readonly trains: "job" | "command";
}

/** The mark of a training's check run: the same for every attempt of its job, and for no other training. */
export function liveMark({ commit, experiment, leg, name, runId, job, trains }: LiveSubject): LiveMark {
  const subject = digestOfText(JSON.stringify([job, experiment, leg, name, trains]));
  return { commit, name: liveCheckName({ experiment, leg, name }), key: `${runId}/${subject.slice(0, 32)}` };
}

/** GitHub cuts none; it is kept readable. */
const MAX_NAME = 120;
const DIGEST = 8;

/**
 * `pedigree / train/fit`, or `pedigree / train/fit (lr=0.1 · big)` for a leg of a matrix whose run has a name. GitHub shows
 * the newest check of one name, so what is cut ends with what tells it from others.
 */
export function liveCheckName({
  experiment,
  leg,
  name,
}: Pick<LiveSubject, "experiment" | "leg" | "name">): string {
  const more = [leg, name].filter((part) => part !== null).join(" · ");
  return readableCheckName(`pedigree / ${experiment}${more === "" ? "" : ` (${more})`}`);
}

/** A name of a check, cut where it is too long, without control characters. */
export function readableCheckName(text: string): string {
  const full = text.replace(/\p{Cc}+/gu, " ");
  if (full.length <= MAX_NAME) return full.toWellFormed();
  return `${full.slice(0, MAX_NAME - DIGEST - 2).toWellFormed()}..${digestOfText(full).slice(0, DIGEST)}`;
}
