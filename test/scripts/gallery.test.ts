import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createRenderer } from "../../adapters/render/renderer.ts";
import { plotSchema } from "../../core/run/plot.ts";
import { GALLERY, galleryImages, galleryPage, galleryPlots } from "../../scripts/gallery.ts";
import { ROOT, staleFiles } from "../../scripts/generated.ts";
import { compareRun } from "../../usecases/compare-run.ts";
import { buildRun } from "../support/build-run.ts";
import { problemsOf } from "../support/read-markdown.ts";

const document = await readFile(join(ROOT, GALLERY), "utf8");
const plots = galleryPlots(document);

test("the gallery has an example of every kind", () => {
  const kinds = plotSchema.options.map((option) => option.shape.pedigree.value);
  expect(new Set(plots.map(({ plot }) => plot.pedigree))).toEqual(new Set(kinds));
});

test("shows every image that is drawn of its examples, as they are drawn today", async () => {
  const images = await galleryImages(document);
  expect(await staleFiles(images)).toEqual([]);
  const kept = (await readdir(join(ROOT, "docs/images"))).filter((name) => name.startsWith("plot-"));
  expect(new Set(images.map(({ path }) => path))).toEqual(new Set(kept.map((name) => `docs/images/${name}`)));
  for (const { path } of images) expect(document).toContain(`](${path.replace("docs/", "")})`);
});

test("a page shows every example as a comment would, well formed", async () => {
  const page = galleryPage(document);
  expect(await staleFiles([page])).toEqual([]);
  expect(problemsOf(page.text)).toEqual([]);
  expect(page.text.match(/^\*\*[^*]+\*\* `/gm)?.length).toBeGreaterThanOrEqual(plots.length);
});

test("refuses an example that is no plot", () => {
  expect(() => galleryPlots('```json\n{"any": 1}\n```\n')).toThrow(
    expect.objectContaining({ code: "INPUT_INVALID" }),
  );
});

test("every example stands in a job summary, well formed", async () => {
  const ports = { baseline: null, holder: null, comments: null, renderer: createRenderer() };
  const { summary } = await compareRun(ports, {
    run: buildRun(),
    curves: new Map(),
    pullRequest: null,
    baselineBranch: "main",
    registration: null,
    links: { server: "https://github.com", run: null, artifact: null },
    plots: plots.slice(0, 12),
  });
  expect(problemsOf(summary)).toEqual([]);
  expect(summary).toContain("<details><summary>Plots (12)</summary>");
});
