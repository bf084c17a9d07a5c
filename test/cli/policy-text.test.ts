import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, it } from "vitest";
import { runCli } from "../../cli/run.ts";
import { createCliPorts } from "../../cli/wire.ts";
import { ROOT } from "../support/source-files.ts";

const EXAMPLES = "docs/examples/policies";
const files = [
  ...readdirSync(join(ROOT, EXAMPLES)).map((name) => `${EXAMPLES}/${name}`),
  "examples/registry/pedigree.yml",
  "examples/registry-by-workflow/pedigree.yml",
];

it.each(files)("has no advice about %s: examples are copied", async (file) => {
  const argv = ["policy", "check", join(ROOT, file), "--json"];
  const { stdout } = await runCli(argv, { ports: createCliPorts(), version: "1.2.3" });
  expect(JSON.parse(stdout)).toMatchObject({ usable: true, advice: [] });
});

it.each(files)("explains %s in words that people can check", async (file) => {
  const argv = ["policy", "explain", join(ROOT, file)];
  const { stdout, status } = await runCli(argv, { ports: createCliPorts(), version: "1.2.3" });
  expect(status).toBe(0);
  const name = file.startsWith(EXAMPLES) ? basename(file, ".yml") : (file.split("/")[1] ?? "");
  await expect(stdout).toMatchFileSnapshot(join(import.meta.dirname, "golden", `explain-${name}.txt`));
});
