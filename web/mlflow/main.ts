import { parseArgs } from "node:util";
import { exitStatus, PedigreeError } from "../../core/errors.ts";
import { startMlflowServer } from "./wire.ts";

const USAGE = "node web/mlflow/main.ts --folder FOLDER [--port PORT]";

/** Serves until it is told to end; prints what a shell needs to point MLflow's clients here. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { folder: { type: "string" }, port: { type: "string" } } });
  if (values.folder === undefined)
    throw new PedigreeError("INPUT_INVALID", "the folder to keep runs in is missing", { expected: USAGE });
  const token = process.env.MLFLOW_TRACKING_TOKEN;
  const server = await startMlflowServer({
    folder: values.folder,
    port: Number(values.port ?? 0),
    ...(token ? { token } : {}),
  });
  process.stdout.write(
    `export MLFLOW_TRACKING_URI=${server.url}\nexport MLFLOW_TRACKING_TOKEN=${server.token}\n`,
  );
  const end = () => {
    server.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once("SIGINT", end);
  process.once("SIGTERM", end);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = exitStatus(error);
});
