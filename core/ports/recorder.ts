import type { RecordedFile } from "../run/run.ts";
import type { HardwareSample } from "./hardware.ts";
import type { Noted } from "./recording.ts";
import type { TrackingStore } from "./tracking-store.ts";

/** What a recorder left behind, readable until it is released. */
export interface Gathered {
  /** The runs that training code tracked; null where they cannot be read. */
  readonly store: TrackingStore | null;
  /** By time. */
  readonly hardware: readonly HardwareSample[];
  /** Copies one tracked artifact, or every file of a folder of them, into a record, below `files/` and `to`. */
  copy(
    from: string,
    target: { readonly folder: string; readonly to: string; readonly role: "model" | "artifact" },
  ): Promise<Noted<readonly RecordedFile[]>>;
  release(): Promise<void>;
}

/** A recorder that runs beside the training. */
export interface RecorderSession {
  /** Where it keeps what it gathers, on this machine. */
  readonly folder: string;
  /** Environment by which training code reaches it. */
  readonly variables: Readonly<Record<string, string>>;
  /** Ends it and reads what it gathered. One that has died meanwhile is a warning: what it kept is read all the same. */
  close(): Promise<Noted<Gathered>>;
}

/** Opens the recorder of a run: starts one, or takes up the one that an earlier step has started. */
export interface Recorder {
  /** Null, with the reason, where there is none. */
  open(): Promise<Noted<RecorderSession | null>>;
}
