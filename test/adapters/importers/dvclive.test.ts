import { expect, test } from "vitest";
import { dvclive } from "../../../adapters/importers/dvclive.ts";
import { findFile } from "../../../adapters/importers/import-file.ts";
import { brief, fixture, readOne } from "../../support/import-file.ts";
import { tempFolder, writeFiles } from "../../support/temp-folder.ts";

test("curves, the newest values of what was not drawn, and parameters", async () => {
  const run = await readOne(dvclive, await fixture("dvclive/dvclive/metrics.json"));
  expect(brief(run)).toEqual([
    "train/loss@0=1",
    "train/loss@1=0.5",
    "train/loss@2=0.3333333333333333",
    "train/loss@3=0.25",
    "train/loss@4=0.2",
    "diverged@end=NaN",
  ]);
  expect(Object.fromEntries(run.params)).toEqual({ lr: 0.1, layers: "[64,32]" });
});

test("measurements of the machine are passed over, and a curve without its end is told", async () => {
  const folder = tempFolder();
  await writeFiles(folder, {
    "dvclive/metrics.json": '{"auc": 0.9, "step": 1}',
    "dvclive/plots/metrics/auc.tsv": "step\tauc\n0\t0.8\n1\t0.",
    "dvclive/plots/metrics/system/cpu.tsv": "step\tcpu\n0\t9\n",
  });
  const file = findFile(folder, "dvclive/metrics.json");
  if (file === undefined) throw new Error("not written");
  const run = await readOne(dvclive, file);
  expect(brief(run)).toEqual(["auc@0=0.8"]);
  expect(run.partial).toBe(true);
});

test("measurements of the machine count when they are asked for", async () => {
  const folder = tempFolder();
  await writeFiles(folder, {
    "dvclive/metrics.json": '{"auc": 0.9, "system": {"cpu": {"usage (%)": 9}}}',
    "dvclive/plots/metrics/system/cpu/count.tsv": "step\tcount\n0\t4\n",
  });
  const file = findFile(folder, "dvclive/metrics.json");
  if (file === undefined) throw new Error("not written");
  expect(brief(await readOne(dvclive, file))).toEqual(["auc@end=0.9"]);
  const [run] = await dvclive.read(file, { since: null, machine: true });
  expect(run && brief(run)).toEqual(["system/cpu/count@0=4", "auc@end=0.9", "system/cpu/usage (%)@end=9"]);
});
