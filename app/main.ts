import { once } from "node:events";
import process from "node:process";
import { describeError, exitStatus } from "../core/errors.ts";
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
  process.stderr.write(`${describeError(error)}\n`);
  process.exitCode = exitStatus(error);
}
