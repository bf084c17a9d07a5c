import type { Context, Hono } from "hono";
import { PedigreeError } from "../../core/errors.ts";
import type { ArtifactEntry } from "../../core/ports/artifact-files.ts";
import { joinArtifactPath, parseArtifactPath, pathOfArtifactUri } from "../../core/tracking/artifact-path.ts";
import { unknown } from "../../core/tracking/rules.ts";
import type { Answer, Calls, MlflowDeps } from "./api.ts";
import { requireRun, runIdOf } from "./runs.ts";

/** Where the proxied artifacts are, below which comes the path. */
const PROXY = "/mlflow-artifacts/artifacts";

/** `artifacts/list`: the artifacts of a run. */
export function artifactCalls(deps: MlflowDeps): Calls {
  return {
    "GET artifacts/list": async (fields) => {
      const { artifactUri } = await requireRun(deps, runIdOf(fields));
      return listArtifacts(deps, artifactUri, fields.text("path") ?? "");
    },
  };
}

/** What lies in a folder below `uri`; paths are relative to `uri`. */
export async function listArtifacts({ artifacts }: MlflowDeps, uri: string, folder: string): Promise<Answer> {
  const path = parseArtifactPath(folder);
  const entries = await artifacts.list(joinArtifactPath(pathOfArtifactUri(uri), path));
  return { root_uri: uri, files: entries.map((entry) => wireEntry(entry, path)) };
}

/** The proxied artifacts: `GET`, `PUT` and `DELETE` below `/mlflow-artifacts/artifacts`. */
export function addArtifactRoutes(app: Hono, deps: MlflowDeps): void {
  const { artifacts } = deps;
  app.get(PROXY, async (context) => {
    const entries = await artifacts.list(parseArtifactPath(context.req.query("path") ?? ""));
    return context.json(entries.length === 0 ? {} : { files: entries.map((entry) => wireEntry(entry, "")) });
  });
  app.get(`${PROXY}/*`, (context) => sendArtifact(context, deps, pathIn(context)));
  app.put(`${PROXY}/*`, async (context) => {
    const path = pathIn(context);
    if (path === "") throw unknown("artifact", path);
    requireWhole(context.req.url, path);
    await artifacts.put(path, context.req.raw.body ?? new Blob([]).stream());
    return context.json({});
  });
  app.delete(`${PROXY}/*`, async (context) => {
    const path = pathIn(context);
    // The folder of all runs is nobody's to delete.
    if (path === "") throw unknown("artifact", path);
    await artifacts.delete(path);
    return context.json({});
  });
  // The message's beginning tells clients to send the file in one piece.
  app.post("/mlflow-artifacts/mpu/*", (context) =>
    context.json(
      {
        error_code: "NOT_IMPLEMENTED",
        message: "Multipart upload is not supported for the current artifact repository",
      },
      501,
    ),
  );
}

/** MLflow's client puts a file's name into the address as it is, so that "#" and "?" cut it: `a/#1.txt` arrives as the folder `a/`. */
function requireWhole(url: string, path: string): void {
  const { pathname, search } = new URL(url);
  if (search === "" && !pathname.endsWith("/")) return;
  throw new PedigreeError("TRACKING_INVALID", "the name of an artifact was cut on its way", {
    subject: path,
    expected: "a name without # and ?",
    found: search === "" ? "the address of a folder" : "an address with a question mark",
    remedy: "give the file another name: MLflow's client sends these signs as they are",
  });
}

/** One file of a run, as the page of MLflow asks for it. */
export function addDownloadRoute(app: Hono, deps: MlflowDeps): void {
  app.get("/get-artifact", async (context) => {
    const { artifactUri } = await requireRun(deps, context.req.query("run_id") ?? "");
    const path = parseArtifactPath(context.req.query("path") ?? "");
    return sendArtifact(context, deps, joinArtifactPath(pathOfArtifactUri(artifactUri), path));
  });
}

/** Nothing a run saved is ever shown as a page of this server: it comes as a file to keep. */
async function sendArtifact(context: Context, { artifacts }: MlflowDeps, path: string): Promise<Response> {
  const content = await artifacts.open(path);
  if (content === undefined) throw unknown("artifact", path);
  const name = path.slice(path.lastIndexOf("/") + 1);
  const headers = {
    "content-type": contentType(name),
    "content-length": String(content.size),
    "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    "x-content-type-options": "nosniff",
  };
  if (context.req.method !== "HEAD") return context.body(content.bytes, 200, headers);
  // Its answer has no body, and nobody else would ever close the file.
  await content.bytes.cancel();
  return context.body(null, 200, headers);
}

const TEXT_FILE = /\.(txt|log|md|csv|tsv|ya?ml|py|ini|cfg|conf|toml)$|(^|\/)(MLmodel|MLproject)$/i;

function contentType(name: string): string {
  if (/\.json$/i.test(name)) return "application/json";
  return TEXT_FILE.test(name) ? "text/plain" : "application/octet-stream";
}

/** The path after the route's own, decoded once; what cannot be decoded is no path. */
function pathIn(context: Context): string {
  const { pathname } = new URL(context.req.url);
  const rest = pathname.slice(pathname.indexOf(`${PROXY}/`) + PROXY.length + 1);
  return parseArtifactPath(decoded(rest));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "..";
  }
}

function wireEntry({ name, kind, size }: ArtifactEntry, folder: string): Answer {
  const path = joinArtifactPath(folder, name);
  return kind === "folder" ? { path, is_dir: true } : { path, is_dir: false, file_size: size };
}
