import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { findFile } from "../../../adapters/importers/import-file.ts";
import { kerasCsv, lightningCsv } from "../../../adapters/importers/tables.ts";
import { brief, fixture, memoryFile, readOne } from "../../support/import-file.ts";
import { tempFolder, writeFiles } from "../../support/temp-folder.ts";

const KERAS = Buffer.from(
  "epoch,accuracy,loss,val_accuracy,val_loss\n0,0.91,0.3,NA,NA\n1,0.93,nan,0.94,0.2\n",
);
const LIGHTNING = Buffer.from("epoch,step,train_loss,val_loss\n0,49,0.71,\n0,49,,0.65\n");

test("Keras: NA is no value, the epoch is the step", async () => {
  expect(kerasCsv.detect("training.log", KERAS)).toBe(true);
  expect(brief(await readOne(kerasCsv, memoryFile("training.log", KERAS)))).toEqual([
    "accuracy@0=0.91",
    "loss@0=0.3",
    "accuracy@1=0.93",
    "loss@1=NaN",
    "val_accuracy@1=0.94",
    "val_loss@1=0.2",
  ]);
});

test.each(["epoch,name\n1,2\n", "time,loss\n1,2\n", "epoch,loss,accuracy\n", "epoch,loss", ""])(
  "another table is not taken for Keras': %j",
  (text) => {
    expect(kerasCsv.detect("a.csv", Buffer.from(text))).toBe(false);
  },
);

test("a real log of Keras", async () => {
  const file = await fixture("keras/training.log");
  expect(kerasCsv.detect(file.path, await readFile(file.real))).toBe(true);
  const run = await readOne(kerasCsv, file);
  expect(run.measurements).toHaveLength(12);
  expect(brief(run)).toContain("val_loss@2=0.41269850730895996");
});

test("Lightning's parameters stand beside the table; objects of Python there are names", async () => {
  const read = async (hparams: string) => {
    const folder = tempFolder();
    await writeFiles(folder, { "version_0/metrics.csv": LIGHTNING, "version_0/hparams.yaml": hparams });
    const file = findFile(folder, "version_0/metrics.csv");
    if (file === undefined) throw new Error("not written");
    return await readOne(lightningCsv, file);
  };
  expect(Object.fromEntries((await read("lr: 0.1\nlayers: [64, 32]\n")).params)).toEqual({
    lr: 0.1,
    layers: "[64,32]",
  });
  expect((await read("{}\n")).problems).toEqual([]);
  const odd = await read("model: !!python/object:m.Model {}\nlr: 0.2\n");
  expect(Object.fromEntries(odd.params)).toEqual({ model: "m.Model", lr: 0.2 });
  const wrong = await read("lr: [\n");
  expect(wrong).toMatchObject({ problems: [{ code: "FILE_UNREADABLE" }], partial: false });
  expect(odd.measurements).toHaveLength(2);
});

test("Lightning: training and validation stand in rows of their own", async () => {
  const path = "lightning_logs/version_3/metrics.csv";
  expect(lightningCsv.detect(path, LIGHTNING)).toBe(true);
  const run = await readOne(lightningCsv, memoryFile(path, LIGHTNING));
  expect(brief(run)).toEqual(["train_loss@49=0.71", "val_loss@49=0.65"]);
  expect(run.group).toBe("lightning_logs/version_3");
});

test("a row without its end is left out and told", async () => {
  const cut = KERAS.subarray(0, KERAS.length - 2);
  const run = await readOne(kerasCsv, memoryFile("training.log", cut));
  expect(brief(run)).toEqual(["accuracy@0=0.91", "loss@0=0.3"]);
  expect(run).toMatchObject({ partial: true, problems: [{ code: "FILE_UNREADABLE" }] });
});
