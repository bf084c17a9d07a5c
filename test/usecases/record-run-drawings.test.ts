import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createPlotReader } from "../../adapters/record/plot-reader.ts";
import { createFigureDrawer } from "../../adapters/render/svg/draw-figure.ts";
import { digestOfBytes } from "../../core/canonical.ts";
import { modelFiles } from "../../usecases/build-version.ts";
import { recordRun } from "../../usecases/record-run.ts";
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
