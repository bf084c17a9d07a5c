import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Gathered, RecorderSession } from "../../core/ports/recorder.ts";
import type { Noted } from "../../core/ports/recording.ts";
import type { TrackingStore } from "../../core/ports/tracking-store.ts";
import { type RecorderAddress, recorderVariables, SESSION_FILES } from "../../core/run/recorder-session.ts";
import { copyMatch } from "../data/copy-match.ts";
import { endRecorder } from "./end-recorder.ts";
import { readSamples } from "./sample-file.ts";

/** The session of a recorder that was started for this folder. */
export function recorderSession(folder: string, address: RecorderAddress): RecorderSession {
  return {
    folder,
    variables: recorderVariables(address),
    close: async () => {
      const ended = await endRecorder(folder, address);
      const gathered = await openGathered(folder);
      return { value: gathered.value, warnings: [...ended, ...gathered.warnings] };
    },
  };
}

/** Reads what was kept, also by a recorder that is no more. The folder goes when it is released: it holds the token. */
export async function openGathered(folder: string): Promise<Noted<Gathered>> {
  const store = await openStore(folder);
  const value: Gathered = {
    store: store.value,
    hardware: await readSamples(folder),
    copy: async (from, { folder: record, to, role }) => {
      const real = join(folder, SESSION_FILES.artifacts, "files", from);
      if (!existsSync(real)) return { value: [], warnings: [] };
      return await copyMatch({ path: to, real, folder: true }, { folder: record, role });
    },
    release: async () => {
      await store.value?.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return { value, warnings: store.warnings };
}

/** The runs that a recorder has heard of, also while it listens; null as long as it keeps none. */
export async function openTracked(folder: string): Promise<TrackingStore | null> {
  const path = join(folder, SESSION_FILES.tracked);
  if (!existsSync(path)) return null;
  const { SqliteTrackingStore } = await import("../store/tracking-sqlite.ts");
  return new SqliteTrackingStore(path);
}

async function openStore(folder: string): Promise<Noted<TrackingStore | null>> {
  try {
    const store = await openTracked(folder);
    return { value: store, warnings: store === null ? ["recorder: it kept no tracked runs"] : [] };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { value: null, warnings: [`recorder: tracked runs cannot be read: ${reason}`] };
  }
}
