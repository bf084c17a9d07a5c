import { describe, expect, test } from "vitest";
import { actionInputs, actionOutputs, errorsTable, policyFields } from "../../scripts/doc-blocks.ts";

describe("generated tables", () => {
  test("show an Action's inputs and outputs", () => {
    const action = {
      inputs: {
        run: { description: "a | b\nc", required: true },
        comment: { description: "d", default: "true" },
      },
      outputs: { "run-id": { description: "the id" } },
    };
    expect(actionInputs(action)).toMatchInlineSnapshot(`
      "| Input     | What it is for | Default       |
      | :-------- | :------------- | :------------ |
      | \`run\`     | a \\| b c       | must be given |
      | \`comment\` | d              | \`true\`        |"
    `);
    expect(actionOutputs(action)).toMatchInlineSnapshot(`
      "| Output   | What it holds |
      | :------- | :------------ |
      | \`run-id\` | the id        |"
    `);
  });

  test("hold every code and every field, each field with a meaning", () => {
    expect(errorsTable()).toContain("`POLICY_INVALID`");
    const rows = policyFields()
      .split("\n")
      .filter((line) => line.startsWith("| `"));
    expect(rows.length).toBeGreaterThan(15);
    for (const row of rows) expect(row).not.toMatch(/\|\s+\|$/);
  });
});
