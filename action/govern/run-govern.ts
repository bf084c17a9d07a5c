import { describeError } from "../../core/errors.ts";
import type { ActionHost } from "../../core/ports/action-host.ts";
import { type GovernPorts, governOnce, type Occasion } from "../../usecases/govern-once.ts";

/**
 * Keeps the registry once and says in the log what was done. What could not be done fails the step, so that somebody
 * looks; the next run tries it again.
 */
export async function runGovern(
  host: Pick<ActionHost, "info" | "fail">,
  open: () => Promise<GovernPorts>,
  occasion: Occasion,
): Promise<void> {
  try {
    const { lines, troubles } = await governOnce(await open(), occasion);
    for (const line of lines) host.info(line);
    if (lines.length === 0) host.info("Nothing was to be done.");
    for (const trouble of troubles) host.fail(`to be repeated: ${trouble}`);
  } catch (error) {
    host.fail(describeError(error));
  }
}
