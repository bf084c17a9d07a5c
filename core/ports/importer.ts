import type { DataVersion } from "../data/data-version.ts";
import type { PedigreeError } from "../errors.ts";
import type { Notebook } from "../notebook/notebook.ts";
import type { Measurement } from "../run/measurement.ts";
import type { Plot } from "../run/plot.ts";
import type { ParamValue, Run } from "../run/run.ts";

/** A regular file below the folder that is searched. */
export interface ImportFile {
  /** Relative to the folder that is searched, with `/`. */
  readonly path: string;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
  /** Whether what wrote it has ended in order, so that a last line without its end is whole; not known where it is absent. */
  readonly ended?: boolean;
  /** Where it is on this machine, for a format that only a library can open. */
  readonly real: string;
  /** The content in order, in pieces of any size. A piece is valid until the next one is asked for. */
  chunks(): AsyncIterable<Uint8Array>;
  /** The whole as UTF-8 text. Raises FILE_TOO_LARGE beyond the limit. */
  text(maxBytes: number): Promise<string>;
  /** Another file, by a path relative to this one's folder; undefined when it is not there or lies outside. */
  near(path: string): Promise<ImportFile | undefined>;
  /** Every file below this one's folder, in the order of their paths. */
  folder(): Promise<readonly ImportFile[]>;
}

/** What a format tells of the run itself. What it does not tell is left out, and never guessed. */
export interface AboutRun {
  /** The tracker's own id: the same wherever the file lies. */
  readonly id?: string;
  readonly name?: string;
  readonly notes?: string;
  readonly experiment?: string;
  /** `running` also stands where a run was killed and nobody could say so. */
  readonly status?: Run["status"] | "running";
  /** Milliseconds since 1970. */
  readonly startedAt?: number;
  readonly finishedAt?: number;
  /** The id of the run that it is nested in. */
  readonly parent?: string;
  /** The commit that it ran at, 40 hex digits. */
  readonly commit?: string;
}

export interface FoundNotebook {
  readonly path: string;
  readonly notebook: Notebook;
}

/** A plot with what its format calls it. */
export interface FoundPlot {
  readonly name: string;
  readonly plot: Plot;
}

/** A run as one file tells it. A file that several runs share gives several. */
export interface ImportedRun {
  /** The folder or name that tells runs of one format apart; files of one group are parts of one run. */
  readonly group: string;
  /** The group of the run in which this may be one trial of several, or the only one and a part of it (`core/run/trials.ts`). */
  readonly trialOf?: string;
  /** What people call the run, or nothing where nobody named it: tells runs apart in the place of a group that is another one each time. */
  readonly label?: string;
  /** Whether only those metrics are told apart that several groups of the format have. */
  readonly joint?: true;
  readonly params: ReadonlyMap<string, ParamValue>;
  readonly measurements: readonly Measurement[];
  readonly tags: readonly string[];
  readonly data: readonly DataVersion[];
  /** Whether the file ends within a record, or a part of it could not be read. */
  readonly partial: boolean;
  readonly problems: readonly PedigreeError[];
  /** Where each file of a group tells the whole story so far, how far this one has come: the farthest counts. */
  readonly progress?: number;
  /** How many steps the trainer says that there will be. */
  readonly totalSteps?: number;
  readonly about?: AboutRun;
  /** Notebooks that were executed. */
  readonly notebooks?: readonly FoundNotebook[];
  /** What is drawn, beside numbers. */
  readonly plots?: readonly FoundPlot[];
}

/** Files that were there before the run are of interest only to formats that describe inputs. */
export type ImportScope = "written by the run" | "any";

export interface ImportContext {
  /** When the run began, milliseconds since 1970; null when everything counts. */
  readonly since: number | null;
  /** Whether measurements of the machine (load, memory) count, as metrics under `system/`. They do not by default. */
  readonly machine?: boolean;
}

/** Reads one format that training code writes. */
export interface Importer {
  /** How the record names the format, e.g. `tensorboard`. */
  readonly name: string;
  readonly scope: ImportScope;
  /** Paths that may be of this format; only of these the head is read. */
  readonly paths: RegExp;
  /** Whether it is of this format. `head` is the first 4,096 bytes, or fewer in a shorter file. */
  detect(path: string, head: Uint8Array): boolean;
  /** Raises FILE_UNREADABLE, FILE_TOO_LARGE or SCHEMA_MISMATCH where nothing of the file can be used. */
  read(file: ImportFile, context: ImportContext): Promise<readonly ImportedRun[]>;
}
