import { Buffer } from "node:buffer";
import { setTimeout as delay } from "node:timers/promises";
import { type LiveOrder, liveOrderSchema } from "../../core/live/live-order.ts";
import type { LiveWord } from "../../core/live/live-word.ts";
import { type WatchPorts, watchRun } from "../../usecases/watch-run.ts";

/** Patterns and secrets of a job are some kilobytes; more is no order of ours. */
const MAX_ORDER_BYTES = 16 * 1024 * 1024;
/** A page that is on its way gets so long to arrive: whoever ends the recorder waits for it, and kills it after 3 s. */
const PATIENCE_MS = 1_500;
/** As a word takes them (core/live/live-order.ts). */
const MAX_LINE = 1_000;
const MAX_NOTES = 20;

/** Reads what the job's step hands over. Raises where it is no order; no message holds a part of it. */
export async function readOrder(input: AsyncIterable<Uint8Array>): Promise<LiveOrder> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of input) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > MAX_ORDER_BYTES) throw new Error("the order is too long");
  }
  try {
    return liveOrderSchema.parse(JSON.parse(Buffer.concat(chunks).toString("utf8")));
  } catch {
    throw new Error("the order cannot be read");
  }
}

export interface JobWatchPorts extends WatchPorts {
  /** Leaves word for whoever ends the job. */
  readonly tell: (word: LiveWord) => void;
  /** Ends a check that nobody else will end. */
  readonly abandon: () => Promise<void>;
}

/** A job that is shown while other steps of it train. */
export interface JobWatch {
  /**
   * Shows nothing any more: a page that is on its way is waited for, but not for long. Where nobody is left who would record
   * the run, its check is ended here.
   */
  close(end: { readonly isAbandoned: boolean }): Promise<void>;
}

/**
 * Shows a job until it is closed. `open` is given what to call before a check is made. The end of the run is
 * shown by whoever records it.
 */
export function watchJob(order: LiveOrder, open: (begin: () => void) => JobWatchPorts): JobWatch {
  let word: LiveWord = { begun: false, refused: null, notes: [] };
  const say = (change: Partial<LiveWord>) => {
    word = { ...word, ...change };
    ports.tell(word);
  };
  const ports = open(() => say({ begun: true }));
  say({});
  const watch = watchRun(ports, {
    experiment: order.experiment,
    leg: order.leg,
    name: order.name,
    startedAt: Date.parse(order.startedAt),
    goals: order.goals,
    rule: null,
    page: order.page,
    rhythm: order.rhythm,
    onStop: () => undefined,
    onTrouble: ({ refused, notes }) =>
      say({
        refused: refused === null ? null : lineOf(refused),
        notes: notes.slice(-MAX_NOTES).map(lineOf),
      }),
  });
  return {
    close: async ({ isAbandoned }) => {
      await Promise.race([watch.stop(false), delay(PATIENCE_MS, undefined, { ref: false })]);
      if (isAbandoned && word.begun && word.refused === null) await ports.abandon().catch(() => undefined);
    },
  };
}

function lineOf(text: string): string {
  return text
    .replace(/\p{Cc}+/gu, " ")
    .slice(0, MAX_LINE)
    .toWellFormed();
}
