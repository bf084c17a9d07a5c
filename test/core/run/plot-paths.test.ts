import { expect, test } from "vitest";
import { drawingPath, isDrawing, plotPath } from "../../../core/run/plot-paths.ts";

test.each([
  ["a drawing", drawingPath("loss"), true],
  ["what a format holds to look at", plotPath("tensorboard", "weights"), true],
  ["what the run left", "files/plots/loss.svg", false],
])("%s is told from what the run made", (_what, path, isDrawn) => {
  expect(isDrawing(path)).toBe(isDrawn);
});
