import { z } from "zod";
import { PedigreeError } from "../../core/errors.ts";
import { type Notebook, notebookPath } from "../../core/notebook/notebook.ts";
import { parseNotebook } from "../../core/notebook/parse-notebook.ts";
import { parseWith } from "../../core/parse.ts";
import { formatArtifactName, type RunSeries } from "../../core/run/artifact-name.ts";
import type { Curves } from "../../core/run/metric.ts";
import { type Run, runSchema } from "../../core/run/run.ts";
import { parseJson } from "../importers/json.ts";
import { type ByteSource, bufferByteSource } from "../zip/byte-source.ts";
import { httpByteSource } from "../zip/http-byte-source.ts";
import { readZipEntries } from "../zip/zip-reader.ts";
import { checkedDownload, type DownloadRules } from "./download.ts";
import { type GitHubClient, remoteError, statusOf } from "./request.ts";

export const PAGE_SIZE = 100;
export const MAX_RUN_BYTES = 8 * 2 ** 20;
export const MAX_CURVES_BYTES = 8 * 2 ** 20;
/** Code alone: more than this is no notebook that somebody reads. */
const MAX_NOTEBOOK_BYTES = 2 ** 19;

const artifactSchema = z.object({
  id: z.int().positive(),
  name: z.string(),
  expired: z.boolean(),
  created_at: z.string().nullable(),
  workflow_run: z
    .object({
      id: z.int().optional(),
      repository_id: z.int().optional(),
      head_repository_id: z.int().optional(),
      head_branch: z.string().nullish(),
    })
    .nullish(),
});
const listSchema = z.object({ total_count: z.int(), artifacts: z.array(artifactSchema) });
export type Artifact = z.infer<typeof artifactSchema>;
export type ArtifactList = z.infer<typeof listSchema>;

/** The training repository, and how to read what its artifacts hold. */
export interface RunArtifactOptions {
  readonly client: GitHubClient;
  readonly owner: string;
  readonly repo: string;
  /** Reads curves.parquet; left out, runs have no curves. */
  readonly readCurves?: (bytes: Uint8Array) => Promise<Curves>;
  readonly fetch?: typeof fetch;
  /** Where artifacts may be downloaded from; left out, wherever GitHub says. */
  readonly download?: DownloadRules;
}

/** One page of the artifacts of a series, of all workflow runs, newest first. */
export async function listSeries(
  { client, owner, repo }: RunArtifactOptions,
  series: RunSeries,
  page: number,
): Promise<ArtifactList> {
  const name = formatArtifactName({ ...series, ordinal: 1 });
  const at = { owner, repo, name, per_page: PAGE_SIZE, page };
  return await list(`${owner}/${repo}`, () =>
    client.request("GET /repos/{owner}/{repo}/actions/artifacts", at),
  );
}

/** One page of the artifacts of one workflow run. */
export async function listWorkflowRun(
  { client, owner, repo }: RunArtifactOptions,
  workflowRun: number,
  page = 1,
): Promise<ArtifactList> {
  const at = { owner, repo, run_id: workflowRun, per_page: PAGE_SIZE, page };
  return await list(`${owner}/${repo} workflow run ${workflowRun}`, () =>
    client.request("GET /repos/{owner}/{repo}/actions/runs/{run_id}/artifacts", at),
  );
}

async function list(subject: string, ask: () => Promise<{ readonly data: unknown }>): Promise<ArtifactList> {
  try {
    const { data } = await ask();
    return parseWith(listSchema, data, "GitHub's list of artifacts", "REMOTE_UNAVAILABLE");
  } catch (cause) {
    throw remoteError("artifacts cannot be listed", subject, cause);
  }
}

/** Whether a workflow run of the repository itself made it, not one of a fork. */
export function isOwn({ workflow_run: run }: Artifact): boolean {
  if (run === null || run === undefined || run.repository_id === undefined) return false;
  return run.head_repository_id === run.repository_id;
}

export interface StoredRun {
  readonly run: Run;
  readonly curves: Curves;
}

/** The record in an artifact with its curves. Raises ARTIFACT_INVALID, SCHEMA_MISMATCH and what remotes raise. */
export async function readRunWithCurves(options: RunArtifactOptions, id: number): Promise<StoredRun> {
  const wanted = new Map([
    ["run.json", MAX_RUN_BYTES],
    ["curves.parquet", MAX_CURVES_BYTES],
  ]);
  const entries = await readZipEntries(await openArtifact(options, id), wanted);
  const run = parseRun(entries.get("run.json"), id);
  return { run, curves: await readCurves(options, entries.get("curves.parquet")) };
}

/** The record alone. */
export async function readRun(options: RunArtifactOptions, id: number): Promise<Run> {
  const wanted = new Map([["run.json", MAX_RUN_BYTES]]);
  const entries = await readZipEntries(await openArtifact(options, id), wanted);
  return parseRun(entries.get("run.json"), id);
}

/** A notebook of the record, without outputs; undefined where there is none. Raises as reading the record does. */
export async function readNotebook(
  options: RunArtifactOptions,
  id: number,
  path: string,
): Promise<Notebook | undefined> {
  const name = notebookPath(path);
  const entries = await readZipEntries(
    await openArtifact(options, id),
    new Map([[name, MAX_NOTEBOOK_BYTES]]),
  );
  const bytes = entries.get(name);
  if (bytes === undefined) return undefined;
  return parseNotebook(parseJson(new TextDecoder().decode(bytes), path), path);
}

/** A line for people about an artifact that could not be read. */
export function describeUnreadable(id: number, error: unknown): string {
  return `baseline: artifact ${id}: ${error instanceof Error ? error.message : "unreadable"}`;
}

/** What GitHub said of an artifact that cannot be had: 404, it is not there; 410, it was and has expired. */
export function refusalOf(error: unknown): number {
  return statusOf(error instanceof PedigreeError ? error.details.cause : error);
}

function parseRun(bytes: Uint8Array | undefined, artifact: number): Run {
  const subject = `run.json of artifact ${artifact}`;
  if (bytes === undefined)
    throw new PedigreeError("ARTIFACT_INVALID", "artifact holds no record", { subject });
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new PedigreeError("ARTIFACT_INVALID", "record is not JSON", { subject, cause });
  }
  return parseWith(runSchema, value, subject);
}

/** Curves only draw a chart: a baseline without them, or with damaged ones, is still a baseline. */
async function readCurves(
  { readCurves: read }: RunArtifactOptions,
  bytes: Uint8Array | undefined,
): Promise<Curves> {
  if (read === undefined || bytes === undefined) return new Map();
  return read(bytes).catch(() => new Map());
}

/** GitHub answers with the address of the archive, good for a minute; the token must not be sent there. */
export async function openArtifact(options: RunArtifactOptions, id: number): Promise<ByteSource> {
  const { client, owner, repo, fetch: fetcher, download } = options;
  const route = "GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}";
  try {
    const { status, data, headers } = await client.request(route, {
      owner,
      repo,
      artifact_id: id,
      archive_format: "zip",
      request: { redirect: "manual" },
    });
    if (status === 200 && data instanceof ArrayBuffer) return bufferByteSource(new Uint8Array(data));
    const location = download === undefined ? headers.location : checkedDownload(headers.location, download);
    if (typeof location === "string" && URL.canParse(location)) return httpByteSource(location, fetcher);
    throw new PedigreeError("REMOTE_UNAVAILABLE", "artifact has no address", {
      found: `HTTP status ${status}`,
    });
  } catch (cause) {
    throw remoteError("artifact cannot be downloaded", `${owner}/${repo} artifact ${id}`, cause);
  }
}
