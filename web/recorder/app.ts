import { Hono } from "hono";
import { RECORDER_CLOSE_PATH } from "../../core/run/recorder-session.ts";
import { guard } from "../mlflow/guard.ts";

export interface RecorderAppParts {
  readonly token: string;
  /** MLflow's protocol. */
  readonly mlflow: Hono;
  /** Called once the answer is on its way. */
  readonly onClose: () => void;
}

/** What a recorder serves on loopback: MLflow's protocol and its own end, to those who know the token. */
export function createRecorderApp({ token, mlflow, onClose }: RecorderAppParts): Hono {
  const app = new Hono();
  app.use(guard(token));
  app.post(RECORDER_CLOSE_PATH, (context) => {
    onClose();
    return context.json({});
  });
  // Not `mount`, which copies each request to change a path that here stays as it is.
  app.all("*", ({ req }) => mlflow.fetch(req.raw));
  return app;
}
