import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, it, onTestFinished } from "vitest";
import { tempFolder } from "../../support/temp-folder.ts";

const MAIN = join(import.meta.dirname, "../../../web/mlflow/main.ts");

it("prints what a shell needs, serves, and ends when told to", async () => {
  const child = spawn(process.execPath, [MAIN, "--folder", tempFolder()], {
    env: { ...process.env, MLFLOW_TRACKING_TOKEN: "given" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  const lines: string[] = [];
  for await (const line of createInterface(child.stdout)) if (lines.push(line) === 2) break;
  expect(lines[1]).toBe("export MLFLOW_TRACKING_TOKEN=given");
  const url = lines[0]?.replace("export MLFLOW_TRACKING_URI=", "") ?? "";
  expect(await (await fetch(`${url}/health`)).text()).toBe("OK");
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  expect(await ended).toEqual([0, null]);
});

it("says what is missing", async () => {
  const child = spawn(process.execPath, [MAIN], { stdio: ["ignore", "ignore", "pipe"] });
  const [status] = await once(child, "exit");
  expect(status).toBe(2);
});
