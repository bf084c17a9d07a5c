import { z } from "zod";
import { instantSchema } from "../names.ts";

/** Names of what a recorder keeps in its session's folder. */
export const SESSION_FILES = {
  /** How the recorder is reached; nobody but its owner may read it. */
  session: "recorder.json",
  tracked: "tracking.sqlite",
  artifacts: "artifacts",
  hardware: "hardware.jsonl",
  /** How far the live view of a job came. */
  live: "live.json",
  log: "recorder.log",
} as const;

/** Where the session's owner asks the recorder to end. */
export const RECORDER_CLOSE_PATH = "/recorder/close";

/** How a running recorder is reached. */
export const recorderAddressSchema = z.strictObject({
  pid: z.int().positive(),
  url: z.string().regex(/^http:\/\/127\.0\.0\.1:\d+$/),
  token: z.string().regex(/^[0-9a-f]{32,128}$/),
  startedAt: instantSchema,
});
export type RecorderAddress = z.infer<typeof recorderAddressSchema>;

/** The variables by which MLflow's clients find a recorder. */
export function recorderVariables({ url, token }: RecorderAddress): Readonly<Record<string, string>> {
  return { MLFLOW_TRACKING_URI: url, MLFLOW_TRACKING_TOKEN: token };
}
