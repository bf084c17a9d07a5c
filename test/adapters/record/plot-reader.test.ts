import { expect, test } from "vitest";
import { createPlotReader } from "../../../adapters/record/plot-reader.ts";
import { digestOfBytes } from "../../../core/canonical.ts";
import type { RecordedFile } from "../../../core/run/run.ts";
import { tempFolder, writeFiles } from "../../support/temp-folder.ts";

const ROC = JSON.stringify({ pedigree: "roc", points: [[0, 0.5]] });
const file = (path: string, more: Partial<RecordedFile> = {}): RecordedFile => ({
  path,
  digest: digestOfBytes(new Uint8Array()),
  bytes: 10,
  role: "artifact",
  ...more,
});

test("finds plots among the artifacts of a record, and only there", async () => {
  const folder = tempFolder();
  await writeFiles(folder, {
    "files/plots/roc.json": ROC,
    "files/report.json": '{"any": 1}',
    "files/model.json": ROC,
    "files/broken.json": "{",
    "files/huge.json": ROC,
  });
  const { value, warnings } = await createPlotReader().read(folder, [
    file("files/plots/roc.json"),
    file("files/report.json"),
    file("files/model.json", { role: "model" }),
    file("files/broken.json"),
    file("files/huge.json", { bytes: 2 ** 30 }),
    file("files/plot.png"),
  ]);
  expect(value).toEqual([{ path: "plots/roc.json", plot: JSON.parse(ROC) }]);
  expect(warnings).toEqual([expect.stringContaining("files/broken.json")]);
});

test("a plot that was found by itself is shown once where it is an artifact, too", async () => {
  const folder = tempFolder();
  const other = JSON.stringify({ pedigree: "roc", points: [[0, 1]] });
  const files = {
    "files/a.json": ROC,
    "files/b.json": ROC,
    "plots/dvclive/a.json": ROC,
    "plots/dvclive/c.json": other,
  };
  await writeFiles(folder, files);
  const { value } = await createPlotReader().read(
    folder,
    Object.keys(files).map((path) => file(path)),
  );
  expect(value.map(({ path }) => path)).toEqual(["a.json", "b.json", "plots/dvclive/c.json"]);
});

test("stops after twenty", async () => {
  const folder = tempFolder();
  const names = Array.from({ length: 30 }, (_, i) => `files/${i}.json`);
  await writeFiles(folder, Object.fromEntries(names.map((name) => [name, ROC])));
  const { value } = await createPlotReader().read(
    folder,
    names.map((name) => file(name)),
  );
  expect(value).toHaveLength(20);
});
