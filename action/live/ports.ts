import type { LiveMark } from "../../core/live/live-mark.ts";
import type { LiveOrder } from "../../core/live/live-order.ts";
import type { LiveWord } from "../../core/live/live-word.ts";
import type { WatchRhythm } from "../../core/live/rhythm.ts";
import type { LiveMemory } from "../../core/ports/job-memory.ts";
import type { RunRequest } from "../../core/run/assemble.ts";
import type { PageSubject } from "../../usecases/live-page.ts";
import type { TrainingStart } from "../../usecases/watch-command.ts";
import type { LiveView, WatchPorts } from "../../usecases/watch-run.ts";

/** The training that a watch looks at. */
export interface LiveStart extends TrainingStart {
  readonly request: RunRequest;
  readonly subject: Omit<PageSubject, "stopWhen">;
}

export interface LivePorts {
  /** Builds what a watch needs; loaded when a command begins. */
  open(start: LiveStart): Promise<WatchPorts & { readonly rhythm?: WatchRhythm }>;
  /** What a recorder has to know to show the job; null where nothing can be shown. */
  order(start: Omit<LiveStart, "output" | "session">): LiveOrder | null;
  /** Ends what a recorder has shown. */
  readonly end: JobEnd;
}

/** What ends the live view of a job, in the step's last part. */
export interface JobEnd {
  readonly memory: LiveMemory;
  /** What the recorder left in its folder; null where it left nothing that can be read. */
  word(folder: string): LiveWord | null;
  /** Where the job was shown; null where there is nothing to write to. Loaded when there is something to end. */
  open(mark: LiveMark): Promise<LiveView | null>;
}
