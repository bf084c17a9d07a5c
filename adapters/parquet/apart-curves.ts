import { Worker } from "node:worker_threads";
import { PedigreeError } from "../../core/errors.ts";
import type { Curves } from "../../core/run/metric.ts";

export interface CurvesQuestion {
  readonly bytes: Uint8Array;
  readonly subject: string;
}

export type CurvesAnswer = { readonly curves: Curves } | { readonly failure: string };

export interface ApartOptions {
  readonly milliseconds?: number;
  readonly megabytes?: number;
}

/**
 * Reads curves that a stranger wrote, thinned to 1,000 points a metric. What a Parquet file says of its own sizes is a claim,
 * and whoever believes it may never come to an end or run out of memory: so that happens in a thread of its own, which is
 * stopped after 5 s. Raises ARTIFACT_INVALID for anything that is not read by then.
 */
export async function decodeApart(
  bytes: Uint8Array,
  subject: string,
  { milliseconds = 5_000, megabytes = 512 }: ApartOptions = {},
): Promise<Curves> {
  const question: CurvesQuestion = { bytes, subject };
  const thread = new Worker(new URL("./curves-thread.ts", import.meta.url), {
    workerData: question,
    resourceLimits: { maxOldGenerationSizeMb: megabytes },
  });
  const { promise, resolve } = Promise.withResolvers<CurvesAnswer>();
  const late = setTimeout(() => resolve({ failure: `nothing within ${milliseconds} ms` }), milliseconds);
  thread.on("message", resolve);
  thread.on("error", (error) => resolve({ failure: error.message }));
  thread.on("exit", () => resolve({ failure: "its thread has ended" }));
  try {
    const answer = await promise;
    if ("curves" in answer) return answer.curves;
    throw new PedigreeError("ARTIFACT_INVALID", "curves cannot be read", {
      subject,
      found: answer.failure.slice(0, 200),
    });
  } finally {
    clearTimeout(late);
    await thread.terminate();
  }
}
