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
import { readSoFar, type SoFar } from "./so-far.ts";

/** How often the machine is sampled. */
export const SAMPLE_MS = 5_000;

export interface RecorderOptions {
  /** The session's folder, which is there. */
  readonly folder: string;
  /** The process whose end is the job's; null where it is not known. */
  readonly job: number | null;
  readonly sampleMs?: number;
}

export interface RunningRecorder extends RecorderAddress {
  /** Resolves with the reason once it is asked to end, or has one to end by itself. */
  readonly ended: Promise<string>;
  /** What it has heard up to now. */
  readSoFar(): Promise<SoFar>;
  /** Takes the last sample and lets go of everything. */
  close(): Promise<void>;
}

/** Starts a recorder; its session's file is written last, when it can be used. */
export async function startRecorder(options: RecorderOptions): Promise<RunningRecorder> {
  const { folder, job } = options;
  const [startedAt, token] = [Date.now(), randomBytes(24).toString("hex")];
  const store = new SqliteTrackingStore(join(folder, SESSION_FILES.tracked), startedAt);
  const artifacts = new FolderArtifacts(join(folder, SESSION_FILES.artifacts));
  const end = Promise.withResolvers<string>();
  const mlflow = createMlflowApp({ store, artifacts, now: Date.now, random: randomBytes });
  const app = createRecorderApp({ token, mlflow, onClose: () => end.resolve("asked to") });
  const server = await serveLoopback(app, 0);
  const sampling = createSampling({
    sampler: createHardwareSampler({ disk: folder }),
    keep: (sample) => appendSample(folder, sample),
    everyMs: options.sampleMs ?? SAMPLE_MS,
    afterEach: () => {
      const hasJob = job === null ? null : isAlive(job);
      const reason = reasonToEnd({ age: Date.now() - startedAt, hasFolder: existsSync(folder), hasJob });
      if (reason !== null) end.resolve(reason);
    },
  });
  const address = { pid: process.pid, url: server.url, token, startedAt: new Date(startedAt).toISOString() };
  await writeSessionFile(folder, address);
  return {
    ...address,
    ended: end.promise,
    readSoFar: () => readSoFar(store, { startedAt: address.startedAt, hardware: sampling.latest() }),
    close: async () => {
      await sampling.close();
      await server.close();
      await store.close();
    },
  };
}
