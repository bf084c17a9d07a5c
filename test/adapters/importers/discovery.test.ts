import { symlink, utimes } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createDiscovery } from "../../../adapters/importers/discovery.ts";
import type { DiscoveryRequest } from "../../../core/ports/discovery.ts";
import { tempFolder, writeFiles } from "../../support/temp-folder.ts";

const CSV = "lightning_logs/version_0/metrics.csv";
const ANY: DiscoveryRequest = { startedAt: null, output: null, ignore: [], ended: false };
const at = (time: string) => new Date(`2026-01-31T${time}:00Z`);

async function workspace(files: Readonly<Record<string, string>>) {
  const folder = tempFolder();
  await writeFiles(folder, files);
  return folder;
}

test("results that were there before the run began do not count", async () => {
  const folder = await workspace({ [CSV]: "step,loss\n0,1\n" });
  await utimes(join(folder, CSV), at("10:00"), at("10:00"));
  const find = async (startedAt: string) =>
    (await createDiscovery(folder).find({ ...ANY, startedAt })).value.measurements.length;
  expect(await find("2026-01-31T10:01:00.000Z")).toBe(0);
  expect(await find("2026-01-31T09:59:00.000Z")).toBe(1);
});

test("without a command, the run began when the checkout ended", async () => {
  const folder = await workspace({ ".git/HEAD": "ref", [CSV]: "step,loss\n0,1\n" });
  await utimes(join(folder, CSV), at("10:00"), at("10:00"));
  await utimes(join(folder, ".git/HEAD"), at("10:01"), at("10:01"));
  expect((await createDiscovery(folder).find(ANY)).value.measurements).toEqual([]);
  await utimes(join(folder, CSV), at("10:02"), at("10:02"));
  expect((await createDiscovery(folder).find(ANY)).value.measurements).toHaveLength(1);
});

test("a file that cannot be read is told, and the others stay", async () => {
  const folder = await workspace({
    [CSV]: "step,loss\n0,1\n",
    "checkpoint-1/trainer_state.json": '{"log_history": [',
  });
  const { value, warnings } = await createDiscovery(folder).find(ANY);
  expect(value.sources.map(({ path }) => path)).toEqual([CSV]);
  expect(warnings).toEqual([expect.stringContaining("checkpoint-1/trainer_state.json")]);
});

test("what the configuration ignores is left out, as a pattern or a folder", async () => {
  const folder = await workspace({ [CSV]: "step,loss\n0,1\n" });
  for (const pattern of ["lightning_logs", "lightning_logs/", "**/*.csv", CSV]) {
    expect((await createDiscovery(folder).find({ ...ANY, ignore: [pattern] })).value.sources).toEqual([]);
  }
});

test("points for which there is no room are left out, and the record says of which files", async () => {
  const folder = await workspace({
    [CSV]: "step,loss\n0,1\n1,2\n",
    "a/metrics.csv": "step,auc\n0,1\n1,2\n",
    "b/metrics.csv": "step,f1\n0,1\n",
  });
  const { value, warnings } = await createDiscovery(folder, undefined, undefined, 3).find(ANY);
  expect(value.measurements.map(({ metric, step }) => `${metric} ${step}`)).toEqual([
    "loss 0",
    "loss 1",
    "auc 0",
  ]);
  expect(value.sources.map(({ path, partial }) => [path, partial])).toEqual([
    [CSV, false],
    ["a/metrics.csv", true],
    ["b/metrics.csv", true],
  ]);
  expect(warnings).toEqual([
    expect.stringMatching(/a\/metrics\.csv.* room for 2 points, found .* room for 1/),
    "b/metrics.csv: left out, the files before it hold 3 points",
  ]);
});

test("no link is followed out of the workspace", async () => {
  const outside = await workspace({ "version_0/metrics.csv": "step,loss\n0,1\n" });
  const folder = tempFolder();
  await symlink(outside, join(folder, "lightning_logs"));
  expect((await createDiscovery(folder).find(ANY)).value.sources).toEqual([]);
});

test("a search that stopped at a limit says so", async () => {
  const folder = await workspace({ a: "", b: "", c: "" });
  const found = await createDiscovery(folder, { depth: 1, files: 2, milliseconds: 1000 }).find(ANY);
  expect(found.warnings).toEqual([expect.stringContaining("2 files")]);
});

test("jobs of a Hydra sweep are told apart, what they measured and with which configuration", async () => {
  const folder = await workspace({
    "sweep/0/.hydra/config.yaml": "lr: 0.1\n",
    "sweep/0/metrics.json": '{"loss": 2}',
    "sweep/1/.hydra/config.yaml": "lr: 0.01\n",
    "sweep/1/metrics.json": '{"loss": 3}',
  });
  const { value } = await createDiscovery(folder).find(ANY);
  expect(value.measurements.map(({ metric, value: loss }) => [metric, loss])).toEqual([
    ["0/loss", 2],
    ["1/loss", 3],
  ]);
  expect(Object.fromEntries(value.params)).toEqual({ "0/lr": 0.1, "1/lr": 0.01 });
});

test("a table's last row without its end counts once the training has ended in order", async () => {
  const folder = await workspace({ [CSV]: "step,loss\n0,1\n1,0.5" });
  const find = async (ended: boolean) => {
    const { value, warnings } = await createDiscovery(folder).find({ ...ANY, ended });
    return [value.measurements.map((one) => one.value), warnings.length];
  };
  expect(await find(true)).toEqual([[1, 0.5], 0]);
  expect(await find(false)).toEqual([[1], 1]);
});
