import type { DataVersion } from "../data/data-version.ts";
import type { CommitSha, RunId, Sha256 } from "../names.ts";
import type { Measurement } from "../run/measurement.ts";
import type { Curves } from "../run/metric.ts";
import type { SecretRedactor } from "../run/redact.ts";
import type { Environment, ParamValue, RecordedFile, Run } from "../run/run.ts";

/**
 * A value and what could not be had of it. Recording never throws for trouble with one file: the rest is kept and
 * the reason becomes a warning of the record.
 */
export interface Noted<T> {
  readonly value: T;
  readonly warnings: readonly string[];
}

export interface CommandResult {
  /** Null when a signal ended the command. */
  readonly exitCode: number | null;
  readonly signal: string | null;
  /** Whether the job was cancelled while the command ran. */
  readonly cancelled: boolean;
  /** Null where nobody saw the command end; so are the next two where the system does not tell. */
  readonly wallSeconds: number | null;
  readonly cpuSeconds: number | null;
  readonly peakMemoryBytes: number | null;
  /** The last signal that the command was sent when it was asked to end early; absent when it ended by itself. */
  readonly askedToEnd?: "SIGTERM" | "SIGKILL";
  /** The rule that asked for it. */
  readonly stopped?: NonNullable<Run["stopped"]>;
}

export interface CommandSurroundings {
  /** Where the output goes. */
  readonly path: string;
  readonly redact: SecretRedactor;
  /** Environment beside that of the job. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Aborted when the command is to end early, which is no failure. */
  readonly stop?: AbortSignal;
}

/** Runs the training command: output streams live, and redacted into a file. Signals reach its whole process group. */
export interface CommandRunner {
  run(line: string, surroundings: CommandSurroundings): Promise<Noted<CommandResult>>;
}

/** The state of the work tree before the command ran. */
export interface WorkTree {
  /** Null outside a git repository. */
  readonly commit: CommitSha | null;
  readonly dirty: boolean;
  /** Difference of tracked files from the commit, as `textOfBytes` tells it; null when clean or too large. */
  readonly patch: string | null;
}

export interface WorkTreeReader {
  read(): Promise<Noted<WorkTree>>;
}

export interface EnvironmentReader {
  /** `hurry` leaves out what takes time: a cancelled job has seconds left. */
  read(request: {
    readonly variables: readonly string[];
    readonly hurry: boolean;
  }): Promise<Noted<Environment>>;
}

/** Reads what a training step left in the workspace. Patterns are globs relative to it; `!pattern` leaves out. */
export interface WorkspaceFiles {
  /** Each match is a data version; a folder is one by its content. `evaluation: PATTERN` gives a role. */
  data(patterns: readonly string[]): Promise<Noted<readonly DataVersion[]>>;
  measurements(patterns: readonly string[]): Promise<Noted<readonly Measurement[]>>;
  params(patterns: readonly string[]): Promise<Noted<ReadonlyMap<string, ParamValue>>>;
  /** Copies matches into the record under `files/`, hashing what was copied. */
  copy(
    patterns: readonly string[],
    target: { readonly folder: string; readonly role: "model" | "artifact" },
  ): Promise<Noted<readonly RecordedFile[]>>;
}

/** The folder on disk that becomes the run's artifact, and stays there when the upload fails. */
export interface RecordFolder {
  readonly path: string;
  write(
    name: string,
    content: string | Uint8Array,
  ): Promise<{ readonly digest: Sha256; readonly bytes: number }>;
  /** Digest and size of a file that is there already; null when it is not. */
  describe(name: string): Promise<{ readonly digest: Sha256; readonly bytes: number } | null>;
  /** The end of a text file that is there already, at most so many bytes of it; empty when there is none. */
  tail(name: string, bytes: number): Promise<string>;
  pathOf(name: string): string;
  /** Removes a file, to make room; none that is there is no trouble. */
  remove(name: string): Promise<void>;
}

export interface RecordFolders {
  create(id: RunId): Promise<RecordFolder>;
}

export interface CurvesEncoder {
  encode(curves: Curves): Promise<Uint8Array>;
}

export interface RunIds {
  next(): RunId;
}

export interface UploadedArtifact {
  readonly id: number;
  readonly name: string;
  /** SHA-256 of the archive. */
  readonly digest: Sha256;
  readonly bytes: number;
}

/** The workflow run's artifacts. */
export interface RunArtifactStore {
  /** Uploads the folder as one artifact; "taken" when the workflow run has one of this name already. */
  upload(name: string, folder: string): Promise<UploadedArtifact | "taken">;
}
