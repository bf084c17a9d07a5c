import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";

const script = join(import.meta.dirname, "../../scripts/bundle-workflow-parser.ts");

it("has committed the bundle that the installed packages give", async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [script, "--check"]);
  expect(stdout).toContain("@actions/workflow-parser");
});
