import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createPlotReader } from "../../adapters/record/plot-reader.ts";
import { createFigureDrawer } from "../../adapters/render/svg/draw-figure.ts";
import { digestOfBytes } from "../../core/canonical.ts";
import { createRedactor } from "../../core/run/redact.ts";
import { modelFiles } from "../../usecases/build-version.ts";
import { recordRun } from "../../usecases/record-run.ts";
import { fixtures } from "../support/import-file.ts";
import { realPorts } from "../support/recording.ts";
import { runRequest } from "../support/run-request.ts";
import { tempFolder, writeFiles } from "../support/temp-folder.ts";

const REQUEST = runRequest();
const ROC = JSON.stringify({
  pedigree: "roc",
  points: [
    [0, 0],
    [0.2, 0.8],
    [1, 1],
  ],
});

async function drawn(files: Readonly<Record<string, string>>, artifacts: readonly string[] = ["plots"]) {
  const folder = tempFolder();
  await writeFiles(folder, files);
  const ports = { ...realPorts(folder), drawer: createFigureDrawer(), plots: createPlotReader() };
  return await recordRun(ports, { ...REQUEST, metrics: ["metrics.json"], artifacts });
}

test("the record holds an image of each curve and plot, named with its digest like any other file", async () => {
  const { run, folder } = await drawn({
    "metrics.json": '{"loss": [3, 2, 1], "auc": 0.9}',
    "plots/roc.json": ROC,
  });
  const images = run.files.filter(({ path }) => path.endsWith(".svg"));
  expect(images.map(({ path, role }) => [path, role])).toEqual([
    ["plots/curve-loss.svg", "artifact"],
    ["plots/plots-roc.svg", "artifact"],
  ]);
  for (const { path, digest, bytes } of images) {
    const content = await readFile(join(folder, path));
    expect([digest, bytes]).toEqual([digestOfBytes(content), content.length]);
  }
  expect(run.warnings.filter((warning) => !warning.startsWith("git:"))).toEqual([]);
});

test("what was drawn is no part of the model that a version names", async () => {
  const { run } = await drawn({ "metrics.json": '{"loss": [3, 2, 1]}', "plots/roc.json": ROC });
  expect(modelFiles(run).map(({ path }) => path)).toEqual(["files/plots/roc.json"]);
});

test("a plot that is broken is drawn by nobody and harms nothing", async () => {
  const { run } = await drawn({ "metrics.json": "{}", "plots/roc.json": '{"pedigree": "roc"}' });
  expect(run.status).toBe("finished");
  expect(run.files.map(({ path }) => path)).toEqual(["files/plots/roc.json"]);
});

test("a drawer in trouble is a warning of the record", async () => {
  const folder = tempFolder();
  await writeFiles(folder, { "metrics.json": '{"loss": [3, 2, 1]}' });
  const drawer = { draw: () => Promise.reject(new Error("out of ink")) };
  const { run } = await recordRun(
    { ...realPorts(folder), drawer },
    { ...REQUEST, metrics: ["metrics.json"] },
  );
  expect(run.warnings).toContain("drawings: out of ink");
  expect(run.files.some(({ path }) => path.endsWith(".svg"))).toBe(false);
});

test("what TensorBoard draws is kept as plots, redacted, drawn, and no part of a model", async () => {
  const folder = tempFolder();
  const name = "events.out.tfevents.1700000000.host";
  const events = (await fixtures("tensorboard-plots")).find(({ path }) => path.includes("/run/"));
  if (events === undefined) throw new Error("no fixture");
  await writeFiles(folder, { [`logs/${name}`]: await readFile(events.real) });
  const ports = {
    ...realPorts(folder),
    drawer: createFigureDrawer(),
    plots: createPlotReader(),
  };
  const redact = createRedactor(["fc/weight"]);
  const record = await recordRun(ports, { ...REQUEST, metrics: [], artifacts: [], redact });
  const paths = record.run.files.map(({ path }) => path);
  expect(paths.filter((path) => path.endsWith(".json"))).toEqual([
    "plots/tensorboard/gradient-norms.json",
    "plots/tensorboard/validation.json",
    "plots/tensorboard/redacted.json",
    "plots/tensorboard/redacted-grad.json",
  ]);
  expect(paths).toEqual(expect.arrayContaining(["plots/plots-tensorboard-validation.svg"]));
  for (const { path, digest } of record.run.files) {
    const content = await readFile(join(record.folder, path));
    expect(digest).toBe(digestOfBytes(content));
    if (!path.endsWith(".parquet")) expect(content.toString()).not.toContain("fc/weight");
  }
  expect(modelFiles(record.run)).toEqual([]);
  const { value, warnings } = await createPlotReader().read(record.folder, record.run.files);
  expect(value.map(({ plot }) => plot.pedigree)).toEqual([
    "gradient-norms",
    "precision-recall",
    "histogram",
    "histogram",
  ]);
  expect(warnings).toEqual([]);
});

test("of the machine's use alone no image is made", async () => {
  const { run } = await drawn({ "metrics.json": '{"system/cpu": [3, 2, 1]}', "notes.json": "{}" }, [
    "notes.json",
  ]);
  expect(run.files.map(({ path }) => path)).not.toContain("plots/curve-system-cpu.svg");
  const other = await drawn({ "metrics.json": '{"system/cpu": [3, 2, 1], "loss": [2, 1]}' }, []);
  expect(other.run.files.map(({ path }) => path)).toContain("plots/curve-system-cpu.svg");
});
