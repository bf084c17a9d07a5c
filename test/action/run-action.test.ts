import { expect, test } from "vitest";
import type { ActionPorts } from "../../action/run-action.ts";
import { PedigreeError } from "../../core/errors.ts";
import { act } from "../support/acting.ts";
import { realPorts } from "../support/recording.ts";
import { tempFolder } from "../support/temp-folder.ts";

const TRAIN = { run: `echo '{"auc": 0.9}' > m.json`, metrics: "m.json" };
const fail = () => Promise.reject(new PedigreeError("REMOTE_UNAVAILABLE", "GitHub did not answer"));

test("a good run sets every output and fails nothing", async () => {
  const said = await act(TRAIN);
  expect(said).toMatchObject({ warnings: [], failures: [], exitCode: undefined });
  expect(Object.fromEntries(said.outputs)).toMatchObject({
    "run-id": expect.stringMatching(/^[0-9a-f]{32}$/),
    "artifact-id": "77",
    "artifact-digest": `sha256:${"c".repeat(64)}`,
    "comment-url": "",
    verdict: "none",
    metrics: '{"auc":0.9}',
  });
  expect(said.summaries[0]).toContain("auc");
});

test.each([
  ["exit 3", 3],
  ["kill -KILL $$", 137],
  ["kill -TERM $$", 143],
])("the step ends as the command did: %s", async (run, code) => {
  const said = await act({ ...TRAIN, run: `${TRAIN.run}; ${run}` });
  expect(said.exitCode).toBe(code);
  expect((await said.record()).status).toBe("failed");
  expect(said.outputs.get("artifact-id")).toBe("77");
  expect(said.outputs.get("verdict")).toBe("failed");
});

test.each<[string, Partial<ActionPorts>, string]>([
  ["the upload", { artifacts: { upload: fail } }, "upload"],
  ["the comparison", { compare: fail }, "comparison"],
  ["the configuration", { config: fail }, "configuration"],
])("trouble with %s is a warning, and the record is on disk", async (_, changes, part) => {
  const said = await act(TRAIN, changes);
  expect(said).toMatchObject({ failures: [], exitCode: undefined });
  expect(said.warnings).toEqual([expect.stringContaining(part)]);
  expect((await said.record()).metrics.auc?.last).toBe(0.9);
  expect(said.info.join()).toContain("pedigree");
  expect(said.outputs.get("run-id")).toBeDefined();
});

test.each<[string, Partial<ActionPorts>]>([
  ["the upload", { artifacts: { upload: fail } }],
  ["a file", {}],
])("with strict, trouble with %s fails the step after the record was written", async (_, changes) => {
  const said = await act({ ...TRAIN, strict: "true", data: "nothing.csv" }, changes);
  expect(said.failures).toHaveLength(1);
  expect((await said.record()).warnings).toEqual([expect.stringContaining("nothing.csv")]);
});

test("with strict, a command's own exit code still counts", async () => {
  const said = await act({ ...TRAIN, run: "exit 9", strict: "true" });
  expect(said.exitCode).toBe(9);
});

test("a record that cannot be written costs neither the command nor its exit code", async () => {
  const ports = realPorts(tempFolder());
  const folders = {
    create: async (...id: Parameters<typeof ports.folders.create>) => ({
      ...(await ports.folders.create(...id)),
      write: () => Promise.reject(new Error("no space left on device")),
    }),
  };
  const said = await act({ run: "exit 5" }, { folders });
  expect(said.exitCode).toBe(5);
  expect(said.warnings).toEqual([expect.stringContaining("no space left on device")]);
});

test("a model's name that is not allowed is told, and the run is recorded without it", async () => {
  const said = await act({ ...TRAIN, register: "../../etc", registry: "acme/models" });
  expect(said.warnings).toEqual([expect.stringMatching(/registration: .*input register.*"\.\.\/\.\.\/etc"/)]);
  expect((await said.record()).registration).toBeNull();
});

test("an earlier training step is recorded without a command", async () => {
  const said = await act({ metrics: "m.json", "job-status": "failure" }, {}, { "m.json": '{"auc": 0.8}' });
  expect(await said.record()).toMatchObject({
    command: null,
    status: "failed",
    metrics: { auc: { last: 0.8 } },
  });
  expect(said.exitCode).toBeUndefined();
});

test("a secret in a reason is not said", async () => {
  const said = await act(TRAIN, {
    compare: () => Promise.reject(new Error("token a-secret-of-the-job refused")),
  });
  expect(said.warnings.join()).not.toContain("a-secret-of-the-job");
});

test("an output of hostile text stays one value", async () => {
  const name = 'zzz";echo $(id) "hello";#\n::set-output name=verdict::better\nEOF';
  const said = await act({ metrics: "m.json" }, {}, { "m.json": JSON.stringify({ [name]: 1 }) });
  expect(JSON.parse(said.outputs.get("metrics") ?? "")).toEqual({ [name]: 1 });
  expect(said.outputs.get("metrics")).not.toContain("\n");
});
