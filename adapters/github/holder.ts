import { z } from "zod";
import { PedigreeError } from "../../core/errors.ts";
import { type BlobSha, blobShaSchema, type ModelName, type StageName } from "../../core/names.ts";
import { parseWith } from "../../core/parse.ts";
import type { Holder, HolderSource } from "../../core/ports/holder.ts";
import { type Stages, stagesSchema } from "../../core/registry/stages.ts";
import { nothingMeant, versionsMeant, type WhichVersion } from "../../core/registry/version-reference.ts";
import type { Curves } from "../../core/run/metric.ts";
import { type Run, runSchema } from "../../core/run/run.ts";
import { type GitHubClient, remoteError, statusOf, withTimeout } from "./request.ts";

export interface HolderOptions {
  readonly client: GitHubClient;
  /** The registry repository. */
  readonly owner: string;
  readonly repo: string;
  /** The registry branch; when left out the repository's default branch, then `pedigree`. */
  readonly branch?: string;
}

/** Versions out of the registry repository's own files: `stages.json` of the model, then `run.json` of the version. */
export function createHolderSource(given: HolderOptions): HolderSource {
  const options = { ...given, client: withTimeout(given.client) };
  return {
    find: async ({ model, which }, wanted) => {
      const found = await findStages(options, model);
      if (found === undefined) return await absence(options, model);
      const stages = parseJson(found.text, (value) => parseWith(stagesSchema, value, "stages.json"));
      if (stages === undefined) return { found: false, reason: "unreadable" };
      const version = Math.max(0, ...versionsMeant(stages, which));
      const stage = which.kind === "stage" ? which.stage : stages.versions[version]?.stage;
      if (version === 0 || stage === undefined) return nothing(stages, which);
      const holder = await readHolder(found.options, stages, { model, stage, version });
      if (!holder.found || wanted?.curves !== true) return holder;
      const curves = await readCurves(found.options, `models/${model}/versions/${version}/curves.parquet`);
      return curves === undefined ? holder : { ...holder, curves };
    },
  };
}

/** Where the registry is not the repository's default branch: a branch of this name in a training repository. */
const SIDE_BRANCH = "pedigree";

async function findStages(options: HolderOptions, model: ModelName) {
  const places = options.branch === undefined ? [options, { ...options, branch: SIDE_BRANCH }] : [options];
  for (const place of places) {
    const text = await readFile(place, `models/${model}/stages.json`);
    if (text !== undefined) return { text, options: place };
  }
  return undefined;
}

interface Held {
  readonly model: ModelName;
  readonly stage: StageName;
  readonly version: number;
}

async function readHolder(
  options: HolderOptions,
  stages: Stages,
  { model, stage, version }: Held,
): Promise<Holder> {
  const text = await readFile(options, `models/${model}/versions/${version}/run.json`);
  const run = text === undefined ? undefined : parseJson(text, parseRun);
  // The record must be the one that the stages name, or the registry contradicts itself.
  if (run === undefined || run.id !== stages.versions[version]?.run)
    return { found: false, reason: "unreadable" };
  return { found: true, version, stage, run };
}

function parseRun(value: unknown): Run {
  return parseWith(runSchema, value, "run.json");
}

function parseJson<T>(text: string, parse: (value: unknown) => T): T | undefined {
  try {
    return parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

const fileSchema = z.object({
  type: z.literal("file"),
  sha: blobShaSchema,
  encoding: z.string(),
  content: z.string(),
});
const blobSchema = z.object({ encoding: z.literal("base64"), content: z.string() });

/** Undefined when the version has none, or they are damaged: then a value at a step is not known. */
async function readCurves(options: HolderOptions, path: string): Promise<Curves | undefined> {
  const bytes = await readBytes(options, path);
  if (bytes === undefined) return undefined;
  // Few comparisons need curves, and the reader of Parquet is large.
  const { decodeCurves } = await import("../parquet/curves-parquet.ts");
  return await decodeCurves(bytes, path).catch(() => undefined);
}

async function readFile(options: HolderOptions, path: string): Promise<string | undefined> {
  const bytes = await readBytes(options, path);
  return bytes === undefined ? undefined : new TextDecoder().decode(bytes);
}

/** A file of the registry branch, undefined when there is none. Names are safe: the schemas allow no `/` or `..`. */
async function readBytes(options: HolderOptions, path: string): Promise<Uint8Array | undefined> {
  const { client, owner, repo, branch } = options;
  const subject = `${owner}/${repo} ${path}`;
  try {
    const { data } = await client.request(`GET /repos/{owner}/{repo}/contents/${path}`, {
      owner,
      repo,
      ...(branch === undefined ? {} : { ref: branch }),
    });
    const file = parseWith(fileSchema, data, subject, "REMOTE_UNAVAILABLE");
    // GitHub gives no content for files of more than 1 MB here, only their blob.
    const content = file.encoding === "base64" ? file.content : await readBlob(options, file.sha);
    return Buffer.from(content, "base64");
  } catch (cause) {
    if (statusOf(cause) === 404) return undefined;
    throw remoteError("registry cannot be read", subject, cause);
  }
}

async function readBlob({ client, owner, repo }: HolderOptions, sha: BlobSha): Promise<string> {
  const { data } = await client.request("GET /repos/{owner}/{repo}/git/blobs/{file_sha}", {
    owner,
    repo,
    file_sha: sha,
  });
  return parseWith(blobSchema, data, `blob ${sha}`, "REMOTE_UNAVAILABLE").content;
}

function nothing(stages: Stages, which: WhichVersion): Holder {
  const reason = which.kind === "stage" ? "no-holder" : "no-version";
  return { found: false, reason, detail: nothingMeant(stages, which).message };
}

/** GitHub answers 404 for a repository that the token may not see, too. */
async function absence({ client, owner, repo }: HolderOptions, model: ModelName): Promise<Holder> {
  const subject = `${owner}/${repo}`;
  try {
    await client.request("GET /repos/{owner}/{repo}", { owner, repo });
    const unknown = new PedigreeError("MODEL_UNKNOWN", "the registry has no such model", {
      subject,
      expected: "the name of a folder of models/ in the registry",
      found: model,
    });
    return { found: false, reason: "no-model", detail: unknown.message };
  } catch (cause) {
    const refused = new PedigreeError("REMOTE_REFUSED", "registry cannot be read", {
      subject,
      expected: "a repository that the token may read",
      found: `HTTP status ${statusOf(cause)}`,
      remedy: "check the name of the registry, and give github-token a token with contents:read there",
    });
    return { found: false, reason: "unavailable", detail: refused.message };
  }
}
