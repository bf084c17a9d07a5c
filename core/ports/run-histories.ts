import type { PedigreeError } from "../errors.ts";
import type { ImportSource } from "../run/import-source.ts";

/** Which trackers' files are taken over; `auto` means every format. */
export const HISTORY_FORMATS = ["mlflow", "dvclive", "wandb", "trackio", "tensorboard", "auto"] as const;
export type HistoryFormat = (typeof HISTORY_FORMATS)[number];

export interface HistoryRequest {
  readonly format: HistoryFormat;
  /** Whether measurements of the machine count, too. */
  readonly machine: boolean;
}

/** One run of somebody else's tracker, as one file or several tell it. */
export interface FoundRun {
  /** The folder that holds it, or the file where a file holds several: relative to the folder that is searched. */
  readonly path: string;
  readonly sources: readonly ImportSource[];
  /** When the newest of its files was changed, milliseconds since 1970. */
  readonly modified: number;
}

/** A file that cannot be read, or a limit that was reached. */
export interface UnreadHistory {
  readonly path: string;
  readonly error: PedigreeError;
}

/** Bytes of files that were read, or are of no format, of the bytes of all. */
export type ReadSoFar = (bytes: number, of: number) => void;

/** The runs that trackers have left in a folder. */
export interface RunHistories {
  /** What the folder is called, for runs that nothing else names. */
  readonly name: string;
  /** What files are looked for, as records name their formats. */
  lookedFor(format: HistoryFormat): readonly string[];
  /**
   * One after the other, so that a folder of any size fits; `read` is told how much of it is done. Raises FILE_NOT_FOUND
   * where there is no such folder.
   */
  find(request: HistoryRequest, read?: ReadSoFar): AsyncIterable<FoundRun | UnreadHistory>;
}
