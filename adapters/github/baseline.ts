import { z } from "zod";
import { PedigreeError } from "../../core/errors.ts";
import { parseWith } from "../../core/parse.ts";
import type { Baseline, BaselineQuery, BaselineSource } from "../../core/ports/baseline.ts";
import { formatArtifactName } from "../../core/run/artifact-name.ts";
import type { Curves } from "../../core/run/metric.ts";
import { type Run, runSchema } from "../../core/run/run.ts";
import { bufferByteSource } from "../zip/byte-source.ts";
import { httpByteSource } from "../zip/http-byte-source.ts";
import { readZipEntries } from "../zip/zip-reader.ts";
import { type GitHubClient, remoteError, withTimeout } from "./request.ts";

const MAX_TRIES = 5;
const PAGE_SIZE = 100;
/** Pull requests make runs, too: this many artifacts are looked at for one of the baseline branch. */
const MAX_PAGES = 3;
export const MAX_RUN_BYTES = 8 * 2 ** 20;
export const MAX_CURVES_BYTES = 8 * 2 ** 20;

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
type Artifact = z.infer<typeof artifactSchema>;

export interface BaselineOptions {
  readonly client: GitHubClient;
  readonly owner: string;
  readonly repo: string;
  /** Reads curves.parquet; left out, baselines have no curves. */
  readonly readCurves?: (bytes: Uint8Array) => Promise<Curves>;
  readonly fetch?: typeof fetch;
}

/**
 * Baselines out of the workflow artifacts of the training repository. GitHub lists artifacts of one name, newest
 * first; those of forks carry another head repository and never count.
 */
export function createBaselineSource(given: BaselineOptions): BaselineSource {
  const options = { ...given, client: withTimeout(given.client) };
  return {
    newest: async (query) => {
      const artifacts = await candidates(options, query);
      if (artifacts.length === 0) return { found: false, reason: "no-run", notes: [] };
      const alive = artifacts.filter((artifact) => !artifact.expired);
      if (alive.length === 0) return { found: false, reason: "expired", notes: [] };
      return tryEach(options, query, alive.slice(0, MAX_TRIES));
    },
  };
}

async function candidates(options: BaselineOptions, query: BaselineQuery): Promise<readonly Artifact[]> {
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    const { artifacts, total_count } = await listPage(options, query.experiment, page);
    const matching = artifacts.filter((artifact) => isCandidate(artifact, query));
    if (matching.length > 0 || page * PAGE_SIZE >= total_count) return matching.sort(newestFirst);
  }
  return [];
}

async function listPage({ client, owner, repo }: BaselineOptions, experiment: string, page: number) {
  const name = formatArtifactName({ experiment, ordinal: 1 });
  try {
    const { data } = await client.request("GET /repos/{owner}/{repo}/actions/artifacts", {
      owner,
      repo,
      name,
      per_page: PAGE_SIZE,
      page,
    });
    return parseWith(listSchema, data, "GitHub's list of artifacts", "REMOTE_UNAVAILABLE");
  } catch (cause) {
    throw remoteError("artifacts cannot be listed", `${owner}/${repo}`, cause);
  }
}

function isCandidate({ workflow_run: run }: Artifact, { branch, workflowRun }: BaselineQuery): boolean {
  if (run === null || run === undefined || run.repository_id === undefined) return false;
  const own = run.head_repository_id === run.repository_id;
  return own && run.head_branch === branch && run.id !== (workflowRun ?? undefined);
}

function newestFirst(a: Artifact, b: Artifact): number {
  return (b.created_at ?? "").localeCompare(a.created_at ?? "") || b.id - a.id;
}

async function tryEach(
  options: BaselineOptions,
  query: BaselineQuery,
  artifacts: readonly Artifact[],
): Promise<Baseline> {
  const notes: string[] = [];
  let unfinished = false;
  for (const artifact of artifacts) {
    const read = await readArtifact(options, artifact).catch((error: unknown) => {
      notes.push(
        `baseline: artifact ${artifact.id}: ${error instanceof Error ? error.message : "unreadable"}`,
      );
      return undefined;
    });
    if (read === undefined || read.run.id === query.except || read.run.experiment !== query.experiment)
      continue;
    if (read.run.status === "finished") {
      return { found: true, ...read, artifact: { id: artifact.id, name: artifact.name }, notes };
    }
    unfinished = true;
  }
  if (unfinished) return { found: false, reason: "unfinished", notes };
  return { found: false, reason: notes.length > 0 ? "unreadable" : "no-run", notes };
}

async function readArtifact(options: BaselineOptions, artifact: Artifact) {
  const source = await openArtifact(options, artifact);
  const wanted = new Map([
    ["run.json", MAX_RUN_BYTES],
    ["curves.parquet", MAX_CURVES_BYTES],
  ]);
  const entries = await readZipEntries(source, wanted);
  const run = parseRun(entries.get("run.json"), artifact.id);
  return { run, curves: await readCurves(options, entries.get("curves.parquet")) };
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
  { readCurves: read }: BaselineOptions,
  bytes: Uint8Array | undefined,
): Promise<Curves> {
  if (read === undefined || bytes === undefined) return new Map();
  return read(bytes).catch(() => new Map());
}

/** GitHub answers with the address of the archive, good for a minute; the token must not be sent there. */
async function openArtifact({ client, owner, repo, fetch: fetcher }: BaselineOptions, { id }: Artifact) {
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
    const location = headers.location;
    if (typeof location === "string" && URL.canParse(location)) return httpByteSource(location, fetcher);
    throw new PedigreeError("REMOTE_UNAVAILABLE", "artifact has no address", {
      found: `HTTP status ${status}`,
    });
  } catch (cause) {
    throw remoteError("artifact cannot be downloaded", `${owner}/${repo} artifact ${id}`, cause);
  }
}
