import process from "node:process";
import { exitStatus, PedigreeError } from "../core/errors.ts";
import { readEnvironment } from "./config.ts";
import { startApp } from "./wire.ts";

try {
  const app = await startApp({ config: readEnvironment(process.env) });
  process.stdout.write(`Pedigree listens at ${app.url}\n`);
  let closing: Promise<void> | undefined;
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    // A second signal while draining changes nothing: what is not finished stays in the inbox.
    process.on(signal, () => {
      closing ??= app.close().then(() => process.exit(0));
    });
  }
} catch (error) {
  process.stderr.write(
    `${error instanceof PedigreeError ? `${error.code}: ${error.message}` : String(error)}\n`,
  );
  process.exitCode = exitStatus(error);
}
