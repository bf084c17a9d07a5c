import { z } from "zod";
import type { GitRepository, Signature, TreeChange } from "../git/repository.ts";
import { isTreePath, TREE_MODES } from "../git/tree-codec.ts";
import { fieldsOf } from "../http/fields.ts";
import { ApiError, type Call, type Reply, type Route } from "../http/route.ts";
import { signCommit } from "../pulls/signature.ts";
import { toBase64Lines } from "../serialize/content.ts";
import { serializeGitCommit, serializeTree } from "../serialize/git.ts";
import { apiUrl } from "../serialize/links.ts";
import { noreplyEmail, userById } from "../state/find.ts";
import { READ_CONTENTS, WRITE_CONTENTS } from "./needs.ts";

const ROOT = "/repos/{owner}/{repo}/git";

/** https://docs.github.com/rest/git/trees: a recursive listing holds at most this many entries. */
export const MAX_RECURSIVE_ENTRIES = 100_000;
/** https://docs.github.com/rest/git/blobs: blobs up to 100 megabytes are served. */
export const MAX_BLOB_BYTES = 100 * 1024 * 1024;

export const gitDataRoutes: readonly Route[] = [
  { method: "POST", path: `${ROOT}/blobs`, needs: WRITE_CONTENTS, handler: createBlob },
  { method: "GET", path: `${ROOT}/blobs/{file_sha}`, needs: READ_CONTENTS, handler: getBlob },
  { method: "POST", path: `${ROOT}/trees`, needs: WRITE_CONTENTS, handler: createTree },
  { method: "GET", path: `${ROOT}/trees/{tree_sha}`, needs: READ_CONTENTS, handler: getTree },
  { method: "POST", path: `${ROOT}/commits`, needs: WRITE_CONTENTS, handler: createCommit },
  { method: "GET", path: `${ROOT}/commits/{commit_sha}`, needs: READ_CONTENTS, handler: getCommit },
];

const NewBlob = z.object({ content: z.string(), encoding: z.enum(["utf-8", "base64"]).default("utf-8") });
const NewEntry = z.object({
  path: z.string(),
  mode: z.enum(["100644", "100755", "040000", "160000", "120000"]).default("100644"),
  type: z.enum(["blob", "tree", "commit"]).optional(),
  sha: z.string().nullable().optional(),
  content: z.string().optional(),
});
const NewTree = z.object({ tree: z.array(NewEntry), base_tree: z.string().nullable().optional() });
const Person = z.object({
  name: z.string(),
  email: z.string(),
  date: z.iso.datetime({ offset: true }).optional(),
});
const PartialPerson = Person.partial();
const NewCommit = z.object({
  message: z.string(),
  tree: z.string(),
  parents: z.array(z.string()).default([]),
  author: Person.optional(),
  committer: PartialPerson.optional(),
});

async function createBlob(call: Call): Promise<Reply> {
  const { content, encoding } = fieldsOf(call, NewBlob);
  const bytes = Buffer.from(content, encoding === "base64" ? "base64" : "utf8");
  const sha = await gitOf(call).writeBlob(bytes);
  const url = `${apiUrl(call.world, call.repository)}/git/blobs/${sha}`;
  return { status: 201, body: { sha, url }, headers: { location: url } };
}

async function getBlob(call: Call): Promise<Reply> {
  const sha = call.params.file_sha ?? "";
  const blob = await gitOf(call).object(sha);
  if (blob?.type !== "blob") throw new ApiError(404, "Not Found");
  if (blob.bytes.byteLength > MAX_BLOB_BYTES) throw new ApiError(403, "This blob is too large to be served.");
  if (call.headers.accept?.includes("raw") === true) {
    return {
      status: 200,
      bytes: blob.bytes,
      headers: { "content-type": "application/vnd.github.raw; charset=utf-8" },
    };
  }
  return {
    status: 200,
    body: {
      sha,
      node_id: `B_${sha}`,
      size: blob.bytes.byteLength,
      url: `${apiUrl(call.world, call.repository)}/git/blobs/${sha}`,
      content: toBase64Lines(blob.bytes),
      encoding: "base64",
    },
  };
}

async function createTree(call: Call): Promise<Reply> {
  const { tree, base_tree: baseTree = null } = fieldsOf(call, NewTree);
  const git = gitOf(call);
  if (tree.length === 0) throw new ApiError(422, "Invalid tree info");
  const base = baseTree === null ? null : await treeOf(git, baseTree);
  if (baseTree !== null && base === null) throw new ApiError(422, "base_tree is not a valid tree oid");
  const changes = new Map<string, TreeChange | null>();
  for (const entry of tree) changes.set(entry.path, await changeFor(git, base, entry));
  const sha = await git.writeTree(base, changes);
  const entries = (await git.tree(sha, false)) ?? [];
  return {
    status: 201,
    body: serializeTree(call.world, call.repository, { sha, entries, truncated: false }),
  };
}

async function changeFor(
  git: GitRepository,
  base: string | null,
  entry: z.infer<typeof NewEntry>,
): Promise<TreeChange | null> {
  if (!isTreePath(entry.path)) throw new ApiError(422, "tree.path contains a malformed path component");
  const type = TREE_MODES[entry.mode] ?? "blob";
  if (entry.type !== undefined && entry.type !== type) {
    throw new ApiError(422, `tree.mode ${entry.mode} does not fit tree.type ${entry.type}`);
  }
  if (entry.sha === null) {
    const isThere = base !== null && (await git.entry(base, entry.path)) !== null;
    if (!isThere) throw new ApiError(422, "GitRPC::BadObjectState");
    return null;
  }
  if (entry.sha !== undefined) {
    const object = await git.object(entry.sha);
    if (type !== "commit" && object?.type !== type) {
      throw new ApiError(422, `tree.sha ${entry.sha} is not a valid ${type}`);
    }
    return { mode: entry.mode, type, sha: entry.sha };
  }
  if (entry.content === undefined || type !== "blob") {
    throw new ApiError(422, "Must supply either tree.sha or tree.content");
  }
  return { mode: entry.mode, type, sha: await git.writeBlob(Buffer.from(entry.content, "utf8")) };
}

async function getTree(call: Call): Promise<Reply> {
  const git = gitOf(call);
  const name = call.params.tree_sha ?? "";
  const sha = (await treeOf(git, (await git.ref(`refs/heads/${name}`)) ?? name)) ?? "";
  // Any value asks for everything below, even 0 and false, as GitHub's page says.
  const entries = await git.tree(sha, call.query.has("recursive"));
  if (entries === null) throw new ApiError(404, "Not Found");
  const shown = entries.slice(0, MAX_RECURSIVE_ENTRIES);
  const truncated = shown.length < entries.length;
  return {
    status: 200,
    body: serializeTree(call.world, call.repository, { sha, entries: shown, truncated }),
  };
}

/** A commit may stand for its tree. */
async function treeOf(git: GitRepository, sha: string): Promise<string | null> {
  const object = await git.object(sha);
  if (object?.type === "commit") return (await git.commit(sha))?.tree ?? null;
  return object?.type === "tree" ? sha : null;
}

async function createCommit(call: Call): Promise<Reply> {
  const { message, tree, parents, author, committer } = fieldsOf(call, NewCommit);
  const git = gitOf(call);
  if (message.includes("\0")) throw new ApiError(422, "A commit message cannot hold a zero byte");
  if ((await git.object(tree))?.type !== "tree") throw new ApiError(422, "Tree SHA does not exist");
  for (const parent of parents) {
    if ((await git.commit(parent)) === null)
      throw new ApiError(422, "Parent SHA does not exist or is not a commit object");
  }
  const writer = signatureOf(call, author);
  const sha = await git.writeCommit({
    tree,
    parents,
    message,
    author: writer,
    committer: { ...writer, ...definedOf(committer) },
  });
  const commit = await git.commit(sha);
  if (commit === null) throw new Error(`commit ${sha} was not written`);
  const isOwnName = author === undefined && committer === undefined;
  if (call.caller.kind === "installation" && isOwnName) signCommit(call.world, sha);
  const body = serializeGitCommit(call.world, call.repository, commit);
  return { status: 201, body, headers: { location: body.url } };
}

async function getCommit(call: Call): Promise<Reply> {
  const commit = await gitOf(call).commit(call.params.commit_sha ?? "");
  if (commit === null) throw new ApiError(404, "Not Found");
  return { status: 200, body: serializeGitCommit(call.world, call.repository, commit) };
}

/** Without an author the caller's own account stands in the commit. */
export function signatureOf(call: Call, given: z.infer<typeof Person> | undefined): Signature {
  const account = userById(call.world.state, call.actorId);
  return {
    name: given?.name ?? account.login,
    email: given?.email ?? noreplyEmail(account),
    date: given?.date ?? call.world.now(),
  };
}

function definedOf(person: z.infer<typeof PartialPerson> | undefined): Partial<Signature> {
  const { name, email, date } = person ?? {};
  return {
    ...(name === undefined ? {} : { name }),
    ...(email === undefined ? {} : { email }),
    ...(date === undefined ? {} : { date }),
  };
}

function gitOf(call: Call): GitRepository {
  return call.world.git(call.repository);
}
