import { join } from "node:path";
import type { Hono } from "hono";
import { FolderArtifacts } from "../../adapters/store/tracking-artifacts.ts";
import { MemoryTrackingStore } from "../../adapters/store/tracking-memory.ts";
import { SqliteTrackingStore } from "../../adapters/store/tracking-sqlite.ts";
import type { TrackingStore } from "../../core/ports/tracking-store.ts";
import { createMlflowApp } from "../../web/mlflow/app.ts";
import { tempFolder } from "./temp-folder.ts";

/** Every implementation of the tracking store. */
export const TRACKING_STORES: Readonly<Record<string, () => TrackingStore>> = {
  memory: () => new MemoryTrackingStore(),
  sqlite: () => new SqliteTrackingStore(":memory:"),
};

/** The protocol's routes over a store, with artifacts in a folder of the test; time and chance count up from 1. */
export function mlflowApp(store: TrackingStore = new MemoryTrackingStore()): Hono {
  let count = 0;
  return createMlflowApp({
    store,
    artifacts: new FolderArtifacts(join(tempFolder(), "artifacts")),
    now: () => 1_700_000_000_000 + ++count,
    random: (length) => new Uint8Array(length).fill(++count),
  });
}

export interface Reply {
  readonly status: number;
  /** The parsed JSON, or the text when it is none. */
  readonly body: unknown;
  readonly headers: Headers;
}

/** One exchange. A string is sent as it is, anything else as JSON. */
export async function exchange(app: Hono, call: string, body?: unknown): Promise<Reply> {
  const [method = "GET", path = "/"] = call.split(" ");
  const sent =
    body === undefined || body === null
      ? {}
      : { body: typeof body === "string" ? body : JSON.stringify(body) };
  const response = await app.request(path, { method, ...sent });
  const text = await response.text();
  return { status: response.status, body: parsed(text), headers: response.headers };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
