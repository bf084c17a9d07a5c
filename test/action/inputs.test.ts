import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { readInputs, readRegistration } from "../../action/inputs.ts";
import { writeOutputs } from "../../action/outputs.ts";
import { DEFAULT_RUN_CONFIG } from "../../core/run/default-config.ts";
import { exampleRun } from "../support/example-run.ts";

const given = (values: Readonly<Record<string, string>>) => readInputs((name) => values[name] ?? "");
const metadata = z
  .object({
    inputs: z.record(z.string(), z.strictObject({ description: z.string(), default: z.string().optional() })),
    outputs: z.record(z.string(), z.strictObject({ description: z.string() })),
    runs: z.strictObject({
      using: z.literal("node24"),
      main: z.literal("dist/index.js"),
      post: z.literal("dist/post.js"),
      "post-if": z.literal("always()"),
    }),
  })
  .parse(parse(readFileSync(join(import.meta.dirname, "../../action.yml"), "utf8")));

test("every input of action.yml is read, and no other", () => {
  const read = new Set<string>();
  readInputs((name) => {
    read.add(name);
    return "";
  });
  expect([...read].toSorted()).toEqual(Object.keys(metadata.inputs).toSorted());
});

test("every output of action.yml is set, and no other", () => {
  const set = new Set<string>();
  const nothing = () => {};
  const host = {
    setOutput: (name: string) => void set.add(name),
    info: nothing,
    warning: nothing,
    notice: nothing,
    fail: nothing,
    setExitCode: nothing,
    addSummary: () => Promise.resolve(),
  };
  writeOutputs(host, { run: exampleRun(), artifact: null, compared: null, gate: "off" });
  expect([...set].toSorted()).toEqual(Object.keys(metadata.outputs).toSorted());
});

test("descriptions are full sentences", () => {
  for (const { description } of [...Object.values(metadata.inputs), ...Object.values(metadata.outputs)]) {
    expect(description).toMatch(/^[A-Z].*\.$/s);
  }
});

test("the defaults of action.yml are those that hold without it", () => {
  const defaults = Object.fromEntries(
    Object.entries(metadata.inputs).flatMap(([name, input]) =>
      input.default === undefined || input.default.includes("${{") ? [] : [[name, input.default]],
    ),
  );
  expect(given(defaults)).toEqual(given({}));
});

test("lists come from lines, tags from commas too", () => {
  const inputs = given({ metrics: " a.json \n\n# old\nb.csv\n", tags: "nightly, gpu\nlarge" });
  expect(inputs.metrics).toEqual(["a.json", "b.csv"]);
  expect(inputs.tags).toEqual(["nightly", "gpu", "large"]);
});

test("a wrong flag is a warning and its default holds", () => {
  const inputs = given({ comment: "yes", strict: "TRUE" });
  expect(inputs).toMatchObject({ comment: true, strict: true });
  expect(inputs.warnings).toEqual([expect.stringMatching(/comment.*expected true or false, found "yes"/)]);
});

test.each([
  ["success", "finished"],
  ["failure", "failed"],
  ["cancelled", "cancelled"],
  ["", null],
  ["skipped", null],
])("the job status %j gives %s", (status, expected) => {
  expect(given({ "job-status": status }).jobStatus).toBe(expected);
});

test.each([
  ["30", 30],
  ["256", 256],
  ["", null],
  ["0", null],
  ["1e3", null],
  ["-1", null],
])("the number of jobs %j gives %s", (jobs, expected) => {
  expect(given({ "job-total": jobs }).jobTotal).toBe(expected);
});

test("a step without a command records the job, unless it is told otherwise", () => {
  expect(given({}).record).toBe("job");
  expect(given({ record: " Now " }).record).toBe("now");
  const wrong = given({ record: "later" });
  expect(wrong.record).toBe("job");
  expect(wrong.warnings).toEqual([expect.stringMatching(/record: expected job or now, found "later"/)]);
});

test("a run is registered by input or by configuration", () => {
  const config = { ...DEFAULT_RUN_CONFIG, registry: "acme/models" };
  expect(readRegistration(given({}), config)).toBeNull();
  expect(readRegistration(given({ register: "churn" }), config)).toEqual({
    registry: "acme/models",
    model: "churn",
  });
  expect(readRegistration(given({ register: "churn", registry: "acme/other" }), config)?.registry).toBe(
    "acme/other",
  );
});

test.each([
  [{ register: "../etc", registry: "acme/models" }, "NAME_INVALID"],
  [{ register: "a..b", registry: "acme/models" }, "NAME_INVALID"],
  [{ register: "Churn", registry: "acme/models" }, "NAME_INVALID"],
  [{ register: "churn", registry: "models" }, "INPUT_INVALID"],
  [{ register: "churn" }, "INPUT_INVALID"],
  [{ register: "true", registry: "acme/models" }, "INPUT_INVALID"],
])("%j cannot be registered", (values, code) => {
  expect(() => readRegistration(given(values), DEFAULT_RUN_CONFIG)).toThrow(
    expect.objectContaining({ code }),
  );
});
