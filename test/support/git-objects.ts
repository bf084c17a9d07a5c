import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { deflateSync } from "node:zlib";
import type { CommitSha } from "../../core/names.ts";
import type { Tree } from "../../core/ports/registry-repository.ts";
import type { MemoryCommit, MemoryRegistry } from "./memory-registry.ts";

/** One object of git: its id is the SHA-1 of type, size and bytes. */
export interface GitObject {
  readonly type: "blob" | "tree" | "commit";
  readonly id: string;
  readonly bytes: Buffer;
}

export function gitObject(type: GitObject["type"], bytes: Uint8Array | string): GitObject {
  const content = Buffer.from(bytes);
  const id = createHash("sha1").update(`${type} ${content.length}\0`).update(content).digest("hex");
  return { type, id, bytes: content };
}

/** The tree objects of a flat listing, the root last. */
export function treeObjects(tree: Tree): readonly GitObject[] {
  const files = [...tree].map(([path, { mode, blob }]) => ({ names: path.split("/"), mode, id: blob }));
  return treesOf(files);
}

interface Placed {
  readonly names: readonly string[];
  readonly mode: string;
  readonly id: string;
}

function treesOf(files: readonly Placed[]): readonly GitObject[] {
  const objects: GitObject[] = [];
  const entries: { readonly name: string; readonly mode: string; readonly id: string }[] = [];
  const folders = Map.groupBy(files, ({ names }) => (names.length > 1 ? (names[0] ?? "") : ""));
  for (const [name, inside] of folders) {
    if (name === "") {
      for (const { names, mode, id } of inside) entries.push({ name: names[0] ?? "", mode, id });
      continue;
    }
    const below = treesOf(inside.map((file) => ({ ...file, names: file.names.slice(1) })));
    objects.push(...below);
    entries.push({ name, mode: "40000", id: below.at(-1)?.id ?? "" });
  }
  // Git sorts a folder as if its name ended in a slash.
  const key = ({ name, mode }: { name: string; mode: string }) => (mode === "40000" ? `${name}/` : name);
  entries.sort((a, b) => (key(a) < key(b) ? -1 : 1));
  const bytes = entries.map(({ name, mode, id }) =>
    Buffer.concat([Buffer.from(`${mode} ${name}\0`), Buffer.from(id, "hex")]),
  );
  return [...objects, gitObject("tree", Buffer.concat(bytes))];
}

/** The commit object; its time is its number in seconds after the beginning of the world. */
export function commitObject(commit: Omit<MemoryCommit, "sha">, root: string): GitObject {
  const login = commit.author?.login ?? "somebody";
  const person = `${login} <${login}@users.noreply.github.com> ${1_769_860_800 + commit.number} +0000`;
  const parents = commit.parents.map((parent) => `parent ${parent}\n`).join("");
  const text = `tree ${root}\n${parents}author ${person}\ncommitter ${person}\n\n${commit.message}`;
  return gitObject("commit", Buffer.from(text));
}

/** Everything that the commit can reach, as git objects. */
export function reachableObjects(registry: MemoryRegistry, tip: CommitSha): readonly GitObject[] {
  const objects = new Map<string, GitObject>();
  for (const id of registry.history(tip)) {
    const commit = registry.get(id);
    const trees = treeObjects(commit.tree);
    const blobs = [...commit.tree.values()].map(({ blob }) => blob);
    for (const blob of blobs) {
      if (!objects.has(blob)) objects.set(blob, gitObject("blob", registry.blobs.get(blob) ?? ""));
    }
    for (const tree of trees) objects.set(tree.id, tree);
    objects.set(id, commitObject(commit, trees.at(-1)?.id ?? ""));
  }
  return [...objects.values()];
}

/** A bare repository with the registry's branch and all its history, as a clone would have it, and other branches on demand. */
export function exportRegistry(
  registry: MemoryRegistry,
  folder: string,
  branches: readonly string[] = [],
): string {
  git(folder, ["init", "--quiet", "--bare", `--initial-branch=${registry.branch}`, "."]);
  for (const branch of [registry.branch, ...branches]) {
    const tip = registry.head(branch);
    git(folder, ["index-pack", "--stdin"], packOf(reachableObjects(registry, tip)));
    git(folder, ["update-ref", `refs/heads/${branch}`, tip]);
  }
  return folder;
}

/** Runs git with no configuration but the repository's own; returns what it printed. */
export function git(folder: string, args: readonly string[], input?: Uint8Array | string): string {
  const env = {
    PATH: process.env.PATH ?? "",
    HOME: folder,
    LC_ALL: "C",
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_AUTHOR_NAME: "somebody",
    GIT_AUTHOR_EMAIL: "somebody@example.com",
    GIT_COMMITTER_NAME: "somebody",
    GIT_COMMITTER_EMAIL: "somebody@example.com",
    GIT_AUTHOR_DATE: "1769950000 +0000",
    GIT_COMMITTER_DATE: "1769950000 +0000",
  };
  return execFileSync("git", ["-C", folder, ...args], {
    env,
    input,
    stdio: ["pipe", "pipe", "ignore"],
  }).toString("utf8");
}

const PACK_TYPES = { commit: 1, tree: 2, blob: 3 } as const;

function packOf(objects: readonly GitObject[]): Buffer {
  const header = Buffer.alloc(12);
  header.write("PACK");
  header.writeUInt32BE(2, 4);
  header.writeUInt32BE(objects.length, 8);
  const parts = objects.flatMap(({ type, bytes }) => [
    entryHeader(PACK_TYPES[type], bytes.length),
    deflateSync(bytes),
  ]);
  const body = Buffer.concat([header, ...parts]);
  return Buffer.concat([body, createHash("sha1").update(body).digest()]);
}

/** Type and size in git's variable length: four bits of the size first, then seven at a time. */
function entryHeader(type: number, size: number): Buffer {
  const bytes = [(type << 4) | (size & 15)];
  for (let rest = Math.floor(size / 16); rest > 0; rest = Math.floor(rest / 128)) {
    bytes.push(rest & 127);
  }
  return Buffer.from(bytes.map((byte, at) => (at < bytes.length - 1 ? byte | 128 : byte)));
}

/** A file of one commit of the first-parent history, as somebody with a hex editor would leave it. */
export interface Tampering {
  readonly folder: string;
  readonly branch: string;
  /** Counts first-parent commits from 0, the oldest. */
  readonly commit: number;
  readonly file: string;
  readonly alter: (bytes: Buffer) => Buffer;
}

/**
 * Rewrites history: the file has other bytes in this commit, and all commits after it are made again on top with their
 * trees as they were. Returns the id of the altered commit.
 */
export function tamper({ folder, branch, commit, file, alter }: Tampering): string {
  const chain = git(folder, ["rev-list", "--first-parent", "--reverse", branch]).trim().split("\n");
  let parent: string | undefined = chain[commit - 1];
  let altered = "";
  for (const [at, id] of chain.entries()) {
    if (at < commit) continue;
    const raw = git(folder, ["cat-file", "commit", id]);
    const root = /^tree (\w+)/.exec(raw)?.[1] ?? "";
    const tree = at === commit ? withFile(folder, { root, file, alter }) : root;
    let first = true;
    const text = raw.replace(/^tree \w+/, `tree ${tree}`).replace(/^parent \w+$/gm, (line) => {
      const replaced = first && parent !== undefined ? `parent ${parent}` : line;
      first = false;
      return replaced;
    });
    parent = git(folder, ["hash-object", "-t", "commit", "-w", "--stdin"], text).trim();
    if (at === commit) altered = parent;
  }
  git(folder, ["update-ref", `refs/heads/${branch}`, parent ?? ""]);
  return altered;
}

/** A tree with one file's bytes altered, through an index of its own. */
function withFile(folder: string, change: { root: string } & Pick<Tampering, "file" | "alter">): string {
  const { root, file, alter } = change;
  const bytes = execFileSync("git", ["-C", folder, "cat-file", "blob", `${root}:${file}`]);
  const blob = git(folder, ["hash-object", "-w", "--stdin"], alter(bytes)).trim();
  git(folder, ["read-tree", root]);
  git(folder, ["update-index", "--cacheinfo", `100644,${blob},${file}`]);
  return git(folder, ["write-tree"]).trim();
}
