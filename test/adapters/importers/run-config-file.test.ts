import { join } from "node:path";
import { expect, it } from "vitest";
import { readRunConfig } from "../../../adapters/importers/run-config-file.ts";
import { DEFAULT_RUN_CONFIG } from "../../../core/run/default-config.ts";
import { tempFolder, writeFiles } from "../../support/temp-folder.ts";
import { withCode } from "../../support/with-code.ts";

const SUBJECT = ".github/pedigree.yml";

async function read(text: string | null) {
  const folder = tempFolder();
  if (text !== null) await writeFiles(folder, { [SUBJECT]: text });
  return readRunConfig(join(folder, SUBJECT), SUBJECT);
}

it.each([
  ["an absent file", null],
  ["an empty one", ""],
  ["one of comments alone", "# nothing yet\n"],
])("%s means the defaults", async (_, text) => {
  expect(await read(text)).toEqual(DEFAULT_RUN_CONFIG);
});

it("tells of a folder in its place", async () => {
  const reading = readRunConfig(tempFolder(), SUBJECT);
  await expect(reading).rejects.toThrow(withCode("FILE_UNREADABLE"));
  await expect(reading).rejects.toThrow("found a folder");
});

it("keeps what is written and fills in the rest", async () => {
  const config = await read("metrics: { auc: { goal: maximize, tolerance: 0.01 } }\nmodel: churn\n");
  expect(config).toMatchObject({ model: "churn", metrics: { auc: { goal: "maximize", tolerance: 0.01 } } });
  expect(config.environment).toEqual(DEFAULT_RUN_CONFIG.environment);
});

it.each([
  ["no YAML", "metrics: [", "FILE_UNREADABLE", undefined],
  ["of a wrong type", "metrics: { auc: { goal: up } }", "SCHEMA_MISMATCH", "metrics.auc.goal"],
  ["with a key that nobody knows", "metric: {}", "SCHEMA_MISMATCH", "metric"],
  [
    "with a secret to record by pattern",
    "environment: { variables: ['*'] }",
    "SCHEMA_MISMATCH",
    "environment.variables[0]",
  ],
  ["with a model that leads elsewhere", "model: ../churn", "SCHEMA_MISMATCH", "model"],
  ["too large", "#".repeat(10_000_000), "FILE_TOO_LARGE", undefined],
])("that is %s is refused by its name", async (_, text, code, path) => {
  const details = expect.objectContaining({
    subject: SUBJECT,
    expected: expect.any(String),
    found: expect.any(String),
    ...(path === undefined ? {} : { path }),
  });
  await expect(read(text)).rejects.toThrow(expect.objectContaining({ code, details }));
});
