import type { LiveMetrics } from "../live/live-metric.ts";
import type { Measurement } from "../run/measurement.ts";
import type { ParamValue } from "../run/run.ts";

/** What a running training has told so far. Times are milliseconds since 1970. */
export interface LiveState {
  readonly now: number;
  /**
   * Every metric of the training itself. A point whose writer gave no time has the moment at which it was first seen.
   */
  readonly metrics: LiveMetrics;
  readonly params: ReadonlyMap<string, ParamValue>;
  /** How many steps the trainer itself says that it will do; null where it does not. */
  readonly totalSteps: number | null;
  /** Whether several runs tell of it, such as the folds of a cross-validation; how much there will be of all is then not known. */
  readonly several: boolean;
  /** How busy the machine is: values by name, in the unit that the name ends with; null where nobody looks. */
  readonly hardware: Readonly<Record<string, number>> | null;
  /** What could not be read, one line each. */
  readonly notes: readonly string[];
}

/** A value of a metric. `step` is null for a final one, `time` where its writer gave none. */
export type LivePoint = Omit<Measurement, "metric">;

/**
 * Points of one series, from the position `from` on and in the order of the series. From 0 on it is told anew, whatever was
 * told of it before; without points it is no more.
 */
export interface LivePiece {
  /** Tells series of one place apart. */
  readonly series: string;
  readonly from: number;
  readonly points: readonly LivePoint[];
}

/** What one place tells of a training so far, beside its points. */
export interface LiveFinds {
  /** Series → its metric, for those that are shown. A name may change: a second run tells apart what the first one had. */
  readonly metrics: ReadonlyMap<string, string>;
  readonly params: ReadonlyMap<string, ParamValue>;
  readonly totalSteps: number | null;
  /** Whether several runs tell of it (`areSeveral`); absent where it is one. */
  readonly several?: boolean;
  /** What of it could not be looked at, one line each; absent where it is whole. */
  readonly notes?: readonly string[];
}

/** One place where a training tells what it does. */
export interface LivePart {
  /** Hands on the points that it did not tell before, piece by piece. */
  read(take: (piece: LivePiece) => void): Promise<LiveFinds>;
  /** Lets go of what is open. */
  close?(): Promise<void>;
}

/** Tells how busy the machine is, by values as in `LiveState`. */
export interface LiveHardware {
  read(): Promise<LiveState["hardware"]>;
}

/** Reads what a training tells while it runs. Never throws for a file that is being written. */
export interface LiveSource {
  read(): Promise<LiveState>;
  close(): Promise<void>;
}

/** What a board shows: a title in plain text and Markdown within the board's limit. */
export interface LivePage {
  readonly title: string;
  readonly text: string;
}

/** GitHub's limit on the summary of a check run, in characters: https://docs.github.com/rest/checks/runs */
export const MAX_PAGE_CHARACTERS = 65_535;

export type LiveConclusion = "success" | "failure" | "cancelled" | "neutral";

/**
 * How a board took a page. `refused` stays so for this job; `later` asks for patience, in milliseconds. `left` is the
 * share (0 to 1) of the requests of this hour that nobody has used yet, null where it is not told.
 */
export type Shown =
  | { readonly kind: "shown"; readonly left: number | null }
  | { readonly kind: "refused"; readonly reason: string }
  | { readonly kind: "later"; readonly milliseconds: number; readonly reason: string };

/** One place where people watch one training. It is there from the first page on. Never throws for trouble of its host. */
export interface LiveBoard {
  show(page: LivePage): Promise<Shown>;
  /** The last page, and how the training ended. Makes nothing where no page was shown before. */
  close(page: LivePage, conclusion: LiveConclusion): Promise<Shown>;
}
