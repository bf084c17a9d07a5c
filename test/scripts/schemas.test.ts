import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { describe, expect, test } from "vitest";
import { parsePolicy } from "../../adapters/importers/policy-file.ts";
import { parseYaml } from "../../adapters/importers/yaml.ts";
import { decide } from "../../core/policy/decide.ts";
import { ROOT, staleFiles } from "../../scripts/generated.ts";
import { generateSchemas } from "../../scripts/schemas.ts";
import { facts, policy } from "../support/facts.ts";

const EXAMPLES = join(ROOT, "docs/examples/policies");
const examples = readdirSync(EXAMPLES).map(
  (name) => [name, readFileSync(join(EXAMPLES, name), "utf8")] as const,
);

function published(name: string) {
  const text = generateSchemas().find(({ path }) => path === `schemas/${name}.schema.json`)?.text ?? "";
  const ajv = new Ajv2020({ strict: false });
  addFormats.default(ajv);
  return ajv.compile(JSON.parse(text));
}

describe("published schemas", () => {
  test("are what the code parses with", async () => {
    expect(await staleFiles(generateSchemas())).toEqual([]);
  });

  test.each(examples)("accept the example policy %s, as the code does", (_, text) => {
    const valid = published("policy");
    expect([valid(parseYaml(text, "example")), valid.errors]).toEqual([true, null]);
    expect(parsePolicy(text).stages.length).toBeGreaterThan(2);
  });

  test("refuse an unknown key, as the code does", () => {
    const text = "schemaVersion: 1\nstages: [{ name: development, requires: {} }]\n";
    expect(published("policy")(parseYaml(text, "policy"))).toBe(false);
    expect(() => parsePolicy(text)).toThrow();
  });

  test("refuse a day that is none, as the code does", () => {
    const waiver =
      "{ model: churn, stage: live, requirement: card, reason: agreed in June, by: ada, expires: 2026-02-30 }";
    const text = `schemaVersion: 1\nstages: [{ name: live, from: any }]\nwaivers: [${waiver}]\n`;
    expect(published("policy")(parseYaml(text, "policy"))).toBe(false);
    expect(() => parsePolicy(text)).toThrow(/expires/);
    expect(published("policy")(parseYaml(text.replace("02-30", "02-27"), "policy"))).toBe(true);
  });

  test("accept facts and decisions as they are recorded", () => {
    const given = facts();
    expect(published("facts")(JSON.parse(JSON.stringify(given)))).toBe(true);
    expect(published("decision")(JSON.parse(JSON.stringify(decide(policy(), given))))).toBe(true);
  });
});
