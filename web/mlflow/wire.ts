import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { FolderArtifacts } from "../../adapters/store/tracking-artifacts.ts";
import { SqliteTrackingStore } from "../../adapters/store/tracking-sqlite.ts";
import type { TrackingStore } from "../../core/ports/tracking-store.ts";
import { createMlflowApp } from "./app.ts";
import { guard } from "./guard.ts";
import { type RunningServer, serveLoopback } from "./server.ts";

export interface MlflowServerOptions {
  /** Holds the store `tracking.sqlite` and the artifacts; made when it is not there. */
  readonly folder: string;
  /** 0 for a free one. */
  readonly port?: number;
  /** What clients must know; a random one by default. */
  readonly token?: string;
}

export interface MlflowServer extends RunningServer {
  /** For `MLFLOW_TRACKING_TOKEN`. */
  readonly token: string;
  readonly store: TrackingStore;
}

/** Starts a tracking server for this machine's programs. Closing it closes the store. */
export async function startMlflowServer(options: MlflowServerOptions): Promise<MlflowServer> {
  const token = options.token ?? randomBytes(24).toString("hex");
  const store = new SqliteTrackingStore(join(options.folder, "tracking.sqlite"), Date.now());
  const artifacts = new FolderArtifacts(join(options.folder, "artifacts"));
  const app = guard(token, createMlflowApp({ store, artifacts, now: Date.now, random: randomBytes }));
  const server = await serveLoopback(app, options.port ?? 0);
  return {
    url: server.url,
    token,
    store,
    close: async () => {
      await server.close();
      await store.close();
    },
  };
}
