import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { createHardwareSampler } from "../../adapters/environment/hardware-sampler.ts";
import { isAlive } from "../../adapters/process/is-alive.ts";
import { appendSample } from "../../adapters/recorder/sample-file.ts";
import { writeSessionFile } from "../../adapters/recorder/session-file.ts";
import { FolderArtifacts } from "../../adapters/store/tracking-artifacts.ts";
import { SqliteTrackingStore } from "../../adapters/store/tracking-sqlite.ts";
import { type RecorderAddress, SESSION_FILES } from "../../core/run/recorder-session.ts";
import { createMlflowApp } from "../mlflow/app.ts";
import { serveLoopback } from "../mlflow/server.ts";
import { createRecorderApp } from "./app.ts";
import { reasonToEnd } from "./lifetime.ts";
import { createSampling } from "./sampling.ts";
import { type JobWatch, readOrder } from "./watch-job.ts";

/** How often the machine is sampled. */
export const SAMPLE_MS = 5_000;

export interface RecorderOptions {
  /** The session's folder, which is there. */
  readonly folder: string;
  /** The process whose end is the job's; null where it is not known. */
  readonly job: number | null;
  readonly sampleMs?: number;
  /** Where an order comes to show the job; null or absent where it is not shown. */
  readonly order?: AsyncIterable<Uint8Array> | null;
}

export interface RunningRecorder extends RecorderAddress {
  /** Resolves with the reason once it is asked to end, or has one to end by itself. */
  readonly ended: Promise<string>;
  /** Takes the last sample and lets go of everything. */
  close(): Promise<void>;
}

/** Starts a recorder; its session's file is written last, when it can be used. */
export async function startRecorder(options: RecorderOptions): Promise<RunningRecorder> {
  const { folder, job } = options;
  const { order = null } = options;
  const [startedAt, token] = [Date.now(), randomBytes(24).toString("hex")];
  const store = new SqliteTrackingStore(join(folder, SESSION_FILES.tracked), startedAt);
  const artifacts = new FolderArtifacts(join(folder, SESSION_FILES.artifacts));
  const end = Promise.withResolvers<string>();
  let isAbandoned = false;
  const mlflow = createMlflowApp({ store, artifacts, now: Date.now, random: randomBytes });
  const app = createRecorderApp({ token, mlflow, onClose: () => end.resolve("asked to") });
  const server = await serveLoopback(app, 0);
  const sampling = createSampling({
    sampler: createHardwareSampler({ disk: folder }),
    keep: (sample) => appendSample(folder, sample),
    everyMs: options.sampleMs ?? SAMPLE_MS,
    afterEach: () => {
      const hasJob = job === null ? null : isAlive(job);
      const hasFolder = existsSync(folder);
      const reason = reasonToEnd({ age: Date.now() - startedAt, hasFolder, hasJob });
      if (reason === null) return;
      // A job that took the folder away goes on, and ends its check itself.
      isAbandoned = hasFolder;
      end.resolve(reason);
    },
  });
  const address = { pid: process.pid, url: server.url, token, startedAt: new Date(startedAt).toISOString() };
  try {
    await writeSessionFile(folder, address);
  } catch (error) {
    // Nobody would end it, and its timers would keep this process up.
    await Promise.all([sampling.close(), server.close()]);
    await store.close();
    throw error;
  }
  const watching = order === null ? null : startWatching(order, { folder, token });
  return {
    ...address,
    ended: end.promise,
    close: async () => {
      const watch = await watching;
      await watch?.close({ isAbandoned });
      await sampling.close();
      await server.close();
      await store.close();
    },
  };
}

/** Trouble with the view is no trouble of the recorder: its log tells of it. */
async function startWatching(
  order: AsyncIterable<Uint8Array>,
  at: { readonly folder: string; readonly token: string },
): Promise<JobWatch | null> {
  try {
    // Loaded only where a job is shown: it is several times as large as the rest.
    const [{ startJobWatch }, read] = await Promise.all([import("./live/wire.ts"), readOrder(order)]);
    return startJobWatch(read, at);
  } catch (error) {
    process.stderr.write(`live view: ${error instanceof Error ? error.message : String(error)}\n`);
    return null;
  }
}
