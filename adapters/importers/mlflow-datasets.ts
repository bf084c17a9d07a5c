import { posix } from "node:path";
import { z } from "zod";
import type { DataVersion } from "../../core/data/data-version.ts";
import { PedigreeError } from "../../core/errors.ts";
import { parseWith } from "../../core/parse.ts";
import type { ImportFile } from "../../core/ports/importer.ts";
import { datasetVersion } from "../../core/tracking/dataset-version.ts";
import { DATASET_CONTEXT_TAG } from "../../core/tracking/rules.ts";
import { folderOf } from "./imported-run.ts";
import { isObject } from "./json.ts";
import { parseYaml } from "./yaml.ts";

/** MLflow takes a schema of 1 MB; with a profile near its 16 MB a data set is told as one that cannot be read. */
const LIMITS = { maxBytes: 4 * 1024 * 1024, maxDepth: 8 };

const inputSchema = z.object({
  source_id: z.string().regex(/^[\w-]{1,64}$/, "the id of a data set"),
  source_type: z.string(),
  tags: z.record(z.string(), z.coerce.string()).default({}),
});

const datasetSchema = z.object({
  name: z.string().min(1),
  digest: z.string().min(1),
  source: z.string().default(""),
});

/** Path of an input within the folder of a run's inputs. */
const INPUT = /^[^/]+\/meta\.yaml$/;

export interface FoundInputs {
  readonly data: readonly DataVersion[];
  readonly problems: readonly PedigreeError[];
}

/**
 * The data sets that a run of the file store has among its files: `inputs/ID/meta.yaml` names one in `datasets/` of its experiment
 * and says by a tag what it was used for. Models that it used are passed over. What cannot be read is told, and the others stay.
 */
export async function readInputs(meta: ImportFile, files: readonly ImportFile[]): Promise<FoundInputs> {
  const data: DataVersion[] = [];
  const problems: PedigreeError[] = [];
  const folder = `${posix.join(folderOf(meta.path), "inputs")}/`;
  for (const file of files) {
    if (!file.path.startsWith(folder) || !INPUT.test(file.path.slice(folder.length))) continue;
    try {
      const version = await readInput(meta, file);
      if (version !== undefined) data.push(version);
    } catch (error) {
      if (!(error instanceof PedigreeError)) throw error;
      problems.push(error);
    }
  }
  return { data, problems };
}

async function readInput(meta: ImportFile, file: ImportFile): Promise<DataVersion | undefined> {
  const input = parseWith(inputSchema, documentOf(await file.text(LIMITS.maxBytes), file.path), file.path);
  if (input.source_type !== "DATASET") return undefined;
  const described = await meta.near(`../datasets/${input.source_id}/meta.yaml`);
  if (described === undefined) {
    throw new PedigreeError("FILE_NOT_FOUND", "a data set of a run is left out", {
      subject: file.path,
      path: "source_id",
      expected: "the id of a data set of the experiment",
      found: input.source_id,
    });
  }
  const text = await described.text(LIMITS.maxBytes);
  const dataset = parseWith(datasetSchema, documentOf(text, described.path), described.path);
  return datasetVersion({ ...dataset, context: input.tags[DATASET_CONTEXT_TAG] ?? "" });
}

/**
 * What PyYAML has written without quotes is a text for it where it has no dot: `12345e67` is a digest, and a number only in
 * YAML 1.2. Such values are as they stand in the file.
 */
function documentOf(text: string, subject: string): unknown {
  const document = parseYaml(text, subject, LIMITS);
  if (!isObject(document)) return document;
  const written = Object.entries(document).map(([key, value]) => {
    const plain = typeof value === "number" ? new RegExp(`^${key}: (\\S+)$`, "m").exec(text)?.[1] : undefined;
    return [key, plain ?? value] as const;
  });
  return Object.fromEntries(written);
}
