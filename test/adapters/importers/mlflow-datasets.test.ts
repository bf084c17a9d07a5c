import { expect, test } from "vitest";
import { findFile } from "../../../adapters/importers/import-file.ts";
import { mlflowFiles } from "../../../adapters/importers/mlflow-files.ts";
import { readOne } from "../../support/import-file.ts";
import { tempFolder, writeFiles } from "../../support/temp-folder.ts";

const ID = "0123456789abcdef0123456789abcdef";
const RUN = `mlruns/1/${ID}`;

/** As MLflow 3.17 writes them; its file store has the id of the data set for that of the run. */
const input = (id: string, context: string, type = "DATASET") => ({
  [`${RUN}/inputs/of-${id}/meta.yaml`]: `destination_id: ${id}\ndestination_type: RUN\nsource_id: ${id}\nsource_type: ${type}\n${
    context === "" ? "tags: {}" : `tags:\n  mlflow.data.context: ${context}`
  }\n`,
});
const dataset = (id: string, digest: string, name = "dataset") => ({
  [`mlruns/1/datasets/${id}/meta.yaml`]: `digest: ${digest}\nname: ${name}\nprofile: '{"num_rows": 2}'\nschema: '{"mlflow_colspec": [{"type":
  "double", "name": "a"}]}'\nsource: '{"uri": "/data/${id}.csv"}'\nsource_type: local\n`,
});

async function read(files: Readonly<Record<string, string>>) {
  const folder = tempFolder();
  await writeFiles(folder, { [`${RUN}/meta.yaml`]: `lifecycle_stage: active\nrun_id: ${ID}\n`, ...files });
  const meta = findFile(folder, `${RUN}/meta.yaml`);
  if (meta === undefined) throw new Error("not written");
  return await readOne(mlflowFiles, meta);
}

test("the data sets of a run are data, with what they were used for", async () => {
  const { data, problems } = await read({
    ...input("a", "training"),
    ...input("b", "evaluation"),
    ...input("c", ""),
    ...dataset("a", "fb5441d3", "churn"),
    ...dataset("b", "12345e67"),
    ...dataset("c", "'12345678'"),
  });
  expect(problems).toEqual([]);
  expect(data.map(({ name, id, role, source }) => [name, id, role, source])).toEqual([
    ["churn", "fb5441d3", "training", '{"uri": "/data/a.csv"}'],
    ["dataset", "12345e67", "evaluation", '{"uri": "/data/b.csv"}'],
    ["dataset", "12345678", "other", '{"uri": "/data/c.csv"}'],
  ]);
  expect(data[0]).toMatchObject({ scheme: "mlflow", strength: "C" });
});

test("a model that a run used is no data", async () => {
  expect(await read(input("m-1", "", "MODEL"))).toMatchObject({ data: [], problems: [], partial: false });
});

test("a data set that is not described, or cannot be read, is told, and the others stay", async () => {
  const { data, problems, partial } = await read({
    ...input("a", "training"),
    ...input("b", "training"),
    ...input("c", "training"),
    [`${RUN}/inputs/d/meta.yaml`]: "source_id: ../../../secret\nsource_type: DATASET\n",
    ...dataset("a", "fb5441d3"),
    "mlruns/1/datasets/b/meta.yaml": "digest: [\n",
  });
  expect(data.map(({ id }) => id)).toEqual(["fb5441d3"]);
  expect(partial).toBe(true);
  expect(problems.map(({ code }) => code)).toEqual(["SCHEMA_MISMATCH", "FILE_UNREADABLE", "FILE_NOT_FOUND"]);
});

test("a run without inputs asks for no data set", async () => {
  expect(await read(dataset("a", "fb5441d3"))).toMatchObject({ data: [], problems: [] });
});
