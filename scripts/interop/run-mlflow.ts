import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { startMlflowServer } from "../../web/mlflow/wire.ts";

/**
 * Runs `mlflow_client.py` against a tracking server of its own: `node scripts/interop/run-mlflow.ts PYTHON`, where PYTHON has
 * `mlflow` or `mlflow-skinny` (3.x) installed.
 */
async function main(python: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "pedigree-interop-"));
  const server = await startMlflowServer({ folder });
  try {
    const { stdout } = await promisify(execFile)(python, [join(import.meta.dirname, "mlflow_client.py")], {
      cwd: folder,
      env: {
        PATH: process.env.PATH,
        HOME: folder,
        MLFLOW_TRACKING_URI: server.url,
        MLFLOW_TRACKING_TOKEN: server.token,
        MLFLOW_DISABLE_TELEMETRY: "true",
        GIT_PYTHON_REFRESH: "quiet",
      },
      timeout: 180_000,
    });
    process.stdout.write(
      stdout
        .split("\n")
        .filter((line) => line.startsWith("{"))
        .join("\n")
        .concat("\n"),
    );
  } finally {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  }
}

await main(process.argv[2] ?? "python3");
