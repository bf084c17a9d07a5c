import type { Hono } from "hono";
import { RECORDER_CLOSE_PATH } from "../../core/run/recorder-session.ts";
import { guard } from "../mlflow/guard.ts";
import type { FetchHandler } from "../mlflow/server.ts";

export interface RecorderAppParts {
  readonly token: string;
  /** MLflow's protocol, which gets the recorder's own end beside it. */
  readonly mlflow: Hono;
  /** Called once the answer is on its way. */
  readonly onClose: () => void;
}

/** What a recorder serves on loopback: MLflow's protocol and its own end, to those who know the token. */
export function createRecorderApp({ token, mlflow, onClose }: RecorderAppParts): FetchHandler {
  mlflow.post(RECORDER_CLOSE_PATH, (context) => {
    onClose();
    return context.json({});
  });
  return guard(token, mlflow);
}
