import { expect, test } from "vitest";
import { metricsFile } from "../../../adapters/importers/metrics-file.ts";
import { brief, memoryFile, readOne } from "../../support/import-file.ts";

const ROWS = '{"step":1,"loss":0.5}\n{"step":2,"loss":0.25}\n';

test.each([
  ["metrics.json", '{"auc": 0.91, "val": {"loss": 0.25}}', ["auc@end=0.91", "val.loss@end=0.25"]],
  ["out/eval_results.json", '{"eval_loss": 0.3}', ["eval_loss@end=0.3"]],
  ["metrics.jsonl", ROWS, ["loss@1=0.5", "loss@2=0.25"]],
  ["metrics.csv", "step,loss\n1,0.5\n", ["loss@1=0.5"]],
  ["metrics.tsv", "step\tloss\n1\t0.5\n", ["loss@1=0.5"]],
  ["metrics.yml", "auc: 0.91\n", ["auc@end=0.91"]],
  ["metrics.toml", "auc = 0.91\n", ["auc@end=0.91"]],
])("%s", async (path, text, expected) => {
  expect(metricsFile.paths.test(path)).toBe(true);
  expect(brief(await readOne(metricsFile, memoryFile(path, Buffer.from(text))))).toEqual(expected);
});

test.each(["package.json", "data.csv", "my-metrics.json.bak", "lib/metrics.js"])(
  "%s is no metrics file",
  (path) => {
    expect(metricsFile.paths.test(path)).toBe(false);
  },
);

test("a cut last line is told, and the others stay", async () => {
  const run = await readOne(metricsFile, memoryFile("metrics.jsonl", Buffer.from(ROWS.slice(0, -6))));
  expect(brief(run)).toEqual(["loss@1=0.5"]);
  expect(run).toMatchObject({ partial: true, problems: [{ code: "SCHEMA_MISMATCH" }] });
});

test("a last line of YAML or TOML without its end may be cut, and does not count", async () => {
  const read = async (path: string, text: string) =>
    await readOne(metricsFile, memoryFile(path, Buffer.from(text)));
  const run = await read("metrics.yaml", "auc: 0.9\nloss: 0.2");
  expect(brief(run)).toEqual(["auc@end=0.9"]);
  expect(run).toMatchObject({ partial: true, problems: [{ code: "FILE_UNREADABLE" }] });
  expect(await read("metrics.toml", "auc = 0.")).toMatchObject({ partial: true, measurements: [] });
});

test.each([
  ["metrics.csv", "step,loss\n1,0.5\n2,0.25", ["loss@1=0.5", "loss@2=0.25"]],
  ["metrics.yaml", "auc: 0.9\nloss: 0.25", ["auc@end=0.9", "loss@end=0.25"]],
  ["metrics.toml", "auc = 0.9", ["auc@end=0.9"]],
])("a last line of %s counts where its writer has ended in order", async (path, text, expected) => {
  const file = { ...memoryFile(path, Buffer.from(text)), ended: true };
  const run = await readOne(metricsFile, file);
  expect(brief(run)).toEqual(expected);
  expect(run).toMatchObject({ partial: false, problems: [] });
});
