import { z } from "zod";
import type { GitRepository, TreeEntry } from "../git/repository.ts";
import { resolveCommit } from "../git/resolve-commit.ts";
import { isTreePath } from "../git/tree-codec.ts";
import { fieldsOf } from "../http/fields.ts";
import { ApiError, type Call, type Reply, type Route } from "../http/route.ts";
import { serializeEntry, serializeFileContent } from "../serialize/content.ts";
import { serializeGitCommit } from "../serialize/git.ts";
import { signatureOf } from "./git-data.ts";
import { READ_CONTENTS, WRITE_CONTENTS } from "./needs.ts";

const PATH = "/repos/{owner}/{repo}/contents/{path}";

/** https://docs.github.com/rest/repos/contents: files are inline up to 1 MB, raw up to 100 MB, folders up to 1,000 entries. */
export const MAX_INLINE_BYTES = 1024 * 1024;
export const MAX_RAW_BYTES = 100 * 1024 * 1024;
export const MAX_FOLDER_ENTRIES = 1000;

export const contentRoutes: readonly Route[] = [
  { method: "GET", path: PATH, needs: READ_CONTENTS, handler: getContent },
  { method: "GET", path: "/repos/{owner}/{repo}/contents", needs: READ_CONTENTS, handler: getContent },
  { method: "PUT", path: PATH, needs: WRITE_CONTENTS, handler: putFile },
  { method: "DELETE", path: PATH, needs: WRITE_CONTENTS, handler: deleteFile },
  { method: "GET", path: "/repos/{owner}/{repo}/readme", needs: READ_CONTENTS, handler: getReadme },
];

const Person = z.object({
  name: z.string(),
  email: z.string(),
  date: z.iso.datetime({ offset: true }).optional(),
});
const Write = z.object({
  message: z.string(),
  branch: z.string().optional(),
  sha: z.string().optional(),
  author: Person.optional(),
  committer: Person.optional(),
});
const FileWrite = Write.extend({ content: z.string() });
const FileRemoval = Write.extend({ sha: z.string() });

function getReadme(call: Call): Promise<Reply> {
  return getContent({ ...call, repository: call.repository, params: { ...call.params, path: "README.md" } });
}

async function getContent(call: Call): Promise<Reply> {
  const git = gitOf(call);
  const ref = call.query.get("ref") || call.repository.defaultBranch;
  const commit = await resolveCommit(git, ref);
  if (commit === null) throw new ApiError(404, `No commit found for the ref ${ref}`);
  const path = cleanPath(call);
  const entry = await git.entry(commit.tree, path);
  if (entry === null) throw new ApiError(404, "Not Found");
  return entry.type === "tree" ? getFolder(call, { entry, path, ref }) : getFile(call, { entry, path, ref });
}

interface Found {
  readonly entry: TreeEntry;
  readonly path: string;
  readonly ref: string;
}

async function getFolder(call: Call, { entry, path, ref }: Found): Promise<Reply> {
  const inside = (await gitOf(call).tree(entry.sha, false)) ?? [];
  const body = inside.slice(0, MAX_FOLDER_ENTRIES).map((child) => {
    const full = path === "" ? child.path : `${path}/${child.path}`;
    return serializeEntry(call.world, call.repository, { entry: { ...child, path: full }, ref });
  });
  return { status: 200, body: wantsObject(call) ? { type: "dir", path, entries: body } : body };
}

async function getFile(call: Call, { entry, path, ref }: Found): Promise<Reply> {
  const blob = await gitOf(call).object(entry.sha);
  const bytes = blob?.bytes ?? new Uint8Array();
  if (call.headers.accept?.includes("raw") === true) {
    return { status: 200, bytes, headers: { "content-type": "application/vnd.github.raw; charset=utf-8" } };
  }
  if (bytes.byteLength > MAX_RAW_BYTES) {
    throw new ApiError(403, "This API returns blobs up to 100 MB in size.", [
      { resource: "Blob", field: "data", code: "too_large" },
    ]);
  }
  const shown = bytes.byteLength > MAX_INLINE_BYTES ? null : bytes;
  const named = { ...entry, path };
  return {
    status: 200,
    body: serializeFileContent(call.world, call.repository, { entry: named, ref, bytes: shown }),
  };
}

async function putFile(call: Call): Promise<Reply> {
  const fields = fieldsOf(call, FileWrite);
  const path = writablePath(call);
  const base = await branchTip(call, fields.branch);
  const current = await gitOf(call).entry(base.tree, path);
  if (current?.type === "tree") throw new ApiError(422, "Invalid request: the path is a folder");
  checkBlob({ path, current, given: fields.sha });
  const sha = await gitOf(call).writeBlob(Buffer.from(fields.content, "base64"));
  const change = { mode: current?.mode ?? "100644", type: "blob", sha } as const;
  const commit = await commitChange(call, { base, path, change, fields });
  const entry = { path, mode: change.mode, type: change.type, sha, bytes: await bytesOf(call, sha) };
  const content = serializeEntry(call.world, call.repository, { entry, ref: base.branch });
  return { status: current === null ? 201 : 200, body: { content, commit } };
}

async function deleteFile(call: Call): Promise<Reply> {
  const fields = fieldsOf({ ...call, repository: call.repository, body: withQuery(call) }, FileRemoval);
  const path = writablePath(call);
  const base = await branchTip(call, fields.branch);
  const current = await gitOf(call).entry(base.tree, path);
  if (current === null || current.type === "tree") throw new ApiError(404, "Not Found");
  checkBlob({ path, current, given: fields.sha });
  const commit = await commitChange(call, { base, path, change: null, fields });
  return { status: 200, body: { content: null, commit } };
}

/** Octokit sends the parameters of a DELETE in its body; others may write them into the query. */
function withQuery(call: Call): Record<string, unknown> {
  return { ...Object.fromEntries(call.query), ...call.body };
}

interface Tip {
  readonly branch: string;
  readonly sha: string;
  readonly tree: string;
}

async function branchTip(call: Call, asked: string | undefined): Promise<Tip> {
  const branch = asked ?? call.repository.defaultBranch;
  const sha = await gitOf(call).ref(`refs/heads/${branch}`);
  const commit = sha === null ? null : await gitOf(call).commit(sha);
  if (commit === null) throw new ApiError(404, `Branch ${branch} not found`);
  return { branch, sha: commit.sha, tree: commit.tree };
}

/** Whoever replaces a file names the blob that is replaced, and loses when it is another one by now. */
function checkBlob({
  path,
  current,
  given,
}: {
  path: string;
  current: TreeEntry | null;
  given: string | undefined;
}): void {
  if (current === null && given === undefined) return;
  if (given === undefined) throw new ApiError(422, `Invalid request.\n\n"sha" wasn't supplied.`);
  if (current?.sha !== given) throw new ApiError(409, `${path} does not match ${given}`);
}

interface Change {
  readonly base: Tip;
  readonly path: string;
  readonly change: { readonly mode: string; readonly type: "blob"; readonly sha: string } | null;
  readonly fields: z.infer<typeof Write>;
}

async function commitChange(call: Call, { base, path, change, fields }: Change) {
  const git = gitOf(call);
  const author = signatureOf(call, fields.author ?? fields.committer);
  const sha = await git.writeCommit({
    tree: await git.writeTree(base.tree, new Map([[path, change]])),
    parents: [base.sha],
    message: fields.message,
    author,
    committer: signatureOf(call, fields.committer ?? fields.author),
  });
  const ref = `refs/heads/${base.branch}`;
  await call.world
    .moveRef({ repository: call.repository, ref, expected: base.sha, to: sha, actorId: call.actorId })
    .catch(async (error: unknown) => {
      const isMoved = error instanceof ApiError && (await git.ref(ref)) !== base.sha;
      throw isMoved
        ? new ApiError(409, `is at ${(await git.ref(ref)) ?? "nothing"} but expected ${base.sha}`)
        : error;
    });
  const commit = await git.commit(sha);
  if (commit === null) throw new Error(`commit ${sha} was not written`);
  return serializeGitCommit(call.world, call.repository, commit);
}

function writablePath(call: Call): string {
  const path = cleanPath(call);
  if (!isTreePath(path)) throw new ApiError(422, "path contains a malformed path component");
  return path;
}

function cleanPath(call: Call): string {
  return (call.params.path ?? "").replace(/^\/+|\/+$/g, "");
}

async function bytesOf(call: Call, sha: string): Promise<number> {
  return (await gitOf(call).object(sha))?.bytes.byteLength ?? 0;
}

function wantsObject(call: Call): boolean {
  return call.headers.accept?.includes("object") === true;
}

function gitOf(call: Call): GitRepository {
  return call.world.git(call.repository);
}
