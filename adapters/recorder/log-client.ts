import { z } from "zod";
import { PedigreeError } from "../../core/errors.ts";
import type { Batch } from "../../core/ports/tracking-store.ts";

/** A tracking server, as MLflow's clients know it. */
export interface TrackingServer {
  readonly url: string;
  /** Null where it asks for none. */
  readonly token: string | null;
}

/** How a run is called that was made because there was none. */
const NAME = "pedigree log";
/** A server on this machine answers in milliseconds. */
const TIMEOUT_MS = 30_000;

const runsSchema = z.object({
  runs: z.array(z.object({ info: z.object({ run_id: z.string() }) })).optional(),
});
const experimentsSchema = z.object({
  experiments: z.array(z.object({ experiment_id: z.string() })).optional(),
});
const createdSchema = z.object({ run: z.object({ info: z.object({ run_id: z.string() }) }) });

/**
 * Logs to a run of a tracking server by its protocol: the one that is named, else the newest that goes on, else the newest
 * of all, else one that is made. Returns its id. Raises REMOTE_UNAVAILABLE, or TRACKING_INVALID with what the
 * server says.
 */
export async function logToServer(
  server: TrackingServer,
  batch: Batch,
  { run, now }: { readonly run: string | null; readonly now: number },
): Promise<string> {
  const id = run ?? (await findRun(server)) ?? (await createRun(server, now));
  await call(server, "runs/log-batch", {
    run_id: id,
    metrics: batch.points.map(({ key, step, time, value }) => ({
      key,
      step,
      timestamp: time,
      value: Number.isFinite(value) ? value : String(value),
    })),
    params: batch.params,
    tags: batch.tags,
  });
  return id;
}

async function findRun(server: TrackingServer): Promise<string | undefined> {
  const { experiments = [] } = experimentsSchema.parse(
    await call(server, "experiments/search", { max_results: 1000 }),
  );
  const newest = async (filter: string) => {
    const asked = {
      experiment_ids: experiments.map(({ experiment_id: id }) => id),
      filter,
      order_by: ["start_time DESC"],
      max_results: 1,
    };
    return runsSchema.parse(await call(server, "runs/search", asked)).runs?.[0]?.info.run_id;
  };
  return (await newest("attributes.status = 'RUNNING'")) ?? (await newest(""));
}

/** It is over from the beginning, because no later call of a shell is known to be the last one. */
async function createRun(server: TrackingServer, now: number): Promise<string> {
  const asked = { experiment_id: "0", run_name: NAME, start_time: now };
  const { run } = createdSchema.parse(await call(server, "runs/create", asked));
  const id = run.info.run_id;
  await call(server, "runs/update", { run_id: id, status: "FINISHED", end_time: now });
  return id;
}

async function call({ url, token }: TrackingServer, path: string, body: unknown): Promise<unknown> {
  let answer: Response;
  try {
    answer = await fetch(`${url.replace(/\/$/, "")}/api/2.0/mlflow/${path}`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  } catch (cause) {
    throw new PedigreeError("REMOTE_UNAVAILABLE", "the tracking server does not answer", {
      subject: url,
      remedy: "is the run that set MLFLOW_TRACKING_URI still going on?",
      cause,
    });
  }
  const text = await answer.text();
  if (answer.ok) return JSON.parse(text);
  throw new PedigreeError("TRACKING_INVALID", "the tracking server refuses", {
    subject: path,
    found: `${answer.status} ${text.slice(0, 300)}`,
  });
}
