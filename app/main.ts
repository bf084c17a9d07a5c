import { once } from "node:events";
import process from "node:process";
import { exitStatus, PedigreeError } from "../core/errors.ts";
import { readEnvironment } from "./config.ts";
import { startApp } from "./wire.ts";

const stopped = Promise.race([once(process, "SIGTERM"), once(process, "SIGINT")]);
try {
  const app = await startApp({ config: readEnvironment(process.env) });
  process.stdout.write(`Pedigree listens at ${app.url}\n`);
  await stopped;
  // What is begun is finished; what is not stays in the inbox. A second signal ends the process at once.
  await app.close();
  process.exit(0);
} catch (error) {
  process.stderr.write(
    `${error instanceof PedigreeError ? `${error.code}: ${error.message}` : String(error)}\n`,
  );
  process.exitCode = exitStatus(error);
}
