import { PedigreeError } from "../../core/errors.ts";
import { blobShaSchema, type CommitSha, commitShaSchema } from "../../core/names.ts";
import type { RegistryHistory } from "../../core/ports/registry-history.ts";
import type { RegistryObjects } from "../../core/ports/registry-objects.ts";
import type { Tree, TreeFile } from "../../core/ports/registry-repository.ts";
import { POLICY_PATH } from "../../core/registry/layout.ts";
import { checkObjects, refusePartial } from "./check-objects.ts";
import { askGit, streamGit } from "./git-command.ts";
import { HISTORY_OPTIONS, parseHistory } from "./history-log.ts";
import { hasId, MAX_OBJECT_BYTES, type ObjectReader, openObjectReader } from "./object-reader.ts";

/** Where a registry is looked for, in this order: a repository of its own, else a branch of a training repository. */
const CANDIDATES = ["HEAD", "refs/remotes/origin/pedigree", "refs/heads/pedigree"] as const;

export interface OpenRegistry extends RegistryHistory, RegistryObjects {
  /** How many commits its first-parent history has; undefined where git does not say. */
  countCommits(): Promise<number | undefined>;
  /** Ends the processes that read objects. */
  close(): void;
}

/**
 * Opens the registry in a clone, bare or not. Raises INPUT_INVALID for a folder that is no git repository, for a shallow
 * clone (a part of the history proves nothing) and for a ref that does not exist; POLICY_MISSING when no ref is given
 * and no branch holds a policy.
 */
export async function openRegistryClone(folder: string, ref?: string): Promise<OpenRegistry> {
  await refuseUnusable(folder);
  const found = ref === undefined ? await findRegistry(folder) : await requireRef(folder, ref);
  const contents = openObjectReader(folder, "batch");
  const names = openObjectReader(folder, "batch-check");
  return {
    ...found,
    commits: (under) =>
      parseHistory(streamGit(folder, ["log", ...HISTORY_OPTIONS, found.tip, ...pathspec(under)])),
    tree: (commit, under) => readTree(folder, commit, under),
    blobAt: async (commit, path) => {
      const answer = await names.ask(`${commit}:${path}`);
      return answer.kind === "object" && answer.type === "blob" ? blobShaSchema.parse(answer.id) : undefined;
    },
    readText: async (blob) => decode(await readBytes(contents, blob), blob),
    readBytes: (blob) => readBytes(contents, blob),
    countCommits: async () => {
      const count = await askGit(folder, ["rev-list", "--count", "--first-parent", found.tip]);
      return count === undefined ? undefined : Number(count);
    },
    faults: () => checkObjects(folder, found.tip),
    close: () => {
      contents.close();
      names.close();
    },
  };
}

async function refuseUnusable(folder: string): Promise<void> {
  const shallow = await askGit(folder, ["rev-parse", "--is-shallow-repository"]);
  if (shallow === "false") return;
  throw new PedigreeError("INPUT_INVALID", "cannot read a registry here", {
    subject: folder,
    expected: "a git clone with its whole history",
    found: shallow === "true" ? "a shallow clone" : "no git repository",
    remedy:
      shallow === "true"
        ? "run git fetch --unshallow in it"
        : "clone the registry repository and name that folder",
  });
}

interface Found {
  readonly ref: string;
  readonly tip: CommitSha;
}

async function findRegistry(folder: string): Promise<Found> {
  const tips: CommitSha[] = [];
  for (const ref of CANDIDATES) {
    const tip = await resolveRef(folder, ref);
    if (tip === undefined) continue;
    const policy = await askGit(folder, ["rev-parse", "--verify", "--quiet", `${tip}:${POLICY_PATH}`]);
    if (policy !== undefined) return { ref: await nameOf(folder, ref), tip };
    tips.push(tip);
  }
  for (const tip of tips) await requireReadable(folder, tip);
  throw new PedigreeError("POLICY_MISSING", "no branch of this clone is a registry", {
    subject: folder,
    expected: `${POLICY_PATH} at the root of ${CANDIDATES.join(" or ")}`,
    found: "none",
    remedy: "check out the registry branch, name it with --ref, or name another clone with --dir",
  });
}

/** A tip that holds no policy only because its objects are not what they were is told from one that has none. */
async function requireReadable(folder: string, tip: CommitSha): Promise<void> {
  const root = await askGit(folder, ["log", "-1", "--format=%T", tip]);
  for (const [type, id] of [
    ["commit", tip],
    ["tree", root],
  ] as const) {
    const isThere = id !== undefined && (await askGit(folder, ["cat-file", "-t", id])) === type;
    if (!isThere || !(await isWhole(folder, id, type))) await refuseUnreadable(folder, `${type} ${id ?? ""}`);
  }
}

async function isWhole(folder: string, id: string, type: string): Promise<boolean> {
  const reader = openObjectReader(folder, "batch");
  try {
    const answer = await reader.ask(id);
    return answer.kind === "object" && hasId(answer.content, id, type);
  } finally {
    reader.close();
  }
}

async function refuseUnreadable(folder: string, object: string): Promise<never> {
  await refusePartial(folder, [{ kind: "missing" }]);
  throw new PedigreeError("REGISTRY_INCONSISTENT", "an object of the clone is missing or damaged", {
    subject: folder,
    expected: object,
    found: "nothing that git can read, or other bytes",
    remedy: "clone the registry again from where it is kept",
  });
}

async function requireRef(folder: string, ref: string): Promise<Found> {
  const tip = await resolveRef(folder, ref);
  if (tip !== undefined) return { ref, tip };
  throw new PedigreeError("INPUT_INVALID", "the clone has no such ref", { subject: folder, found: ref });
}

async function resolveRef(folder: string, ref: string): Promise<CommitSha | undefined> {
  const resolve = ["rev-parse", "--verify", "--quiet", "--end-of-options"];
  const text = await askGit(folder, [...resolve, `${ref}^{commit}`]);
  const commit = commitShaSchema.safeParse(text?.split("\n").at(-1));
  if (commit.success) return commit.data;
  const named = (await askGit(folder, [...resolve, ref]))?.split("\n").at(-1);
  if (named === undefined) return undefined;
  const type = await askGit(folder, ["cat-file", "-t", named]);
  return type === undefined ? refuseUnreadable(folder, `commit ${named}`) : undefined;
}

async function nameOf(folder: string, ref: string): Promise<string> {
  return ref === "HEAD" ? ((await askGit(folder, ["symbolic-ref", "--quiet", "HEAD"])) ?? ref) : ref;
}

async function readTree(folder: string, commit: CommitSha, under?: string): Promise<Tree> {
  const chunks: Buffer[] = [];
  const args = ["ls-tree", "-r", "-z", "--full-tree", commit, ...pathspec(under)];
  for await (const chunk of streamGit(folder, args)) chunks.push(chunk);
  const entries = Buffer.concat(chunks)
    .toString("utf8")
    .split("\0")
    .filter((entry) => entry !== "");
  return new Map(entries.map(parseEntry));
}

/** `MODE TYPE ID\tPATH`. */
function parseEntry(entry: string): readonly [string, TreeFile] {
  const tab = entry.indexOf("\t");
  const [mode = "", , id = ""] = entry.slice(0, tab).split(" ");
  return [entry.slice(tab + 1), { mode, blob: blobShaSchema.parse(id) }];
}

/** A folder by its exact name: no pattern is ever expanded. */
function pathspec(under: string | undefined): readonly string[] {
  return under === undefined ? [] : ["--", under];
}

async function readBytes(reader: ObjectReader, blob: string): Promise<Uint8Array> {
  const answer = await reader.ask(blob);
  if (answer.kind === "too large") {
    throw new PedigreeError("FILE_TOO_LARGE", "file is too large", {
      subject: `blob ${blob}`,
      expected: `at most ${MAX_OBJECT_BYTES} bytes`,
      found: `${answer.bytes} bytes`,
    });
  }
  if (answer.kind === "object" && answer.type === "blob" && hasId(answer.content, blob)) {
    return answer.content;
  }
  throw new PedigreeError("REGISTRY_INCONSISTENT", "an object of the clone is missing or damaged", {
    subject: `blob ${blob}`,
    expected: "bytes with this id",
    found: answer.kind === "missing" ? "nothing" : "other bytes",
    remedy: "run git fsck in the clone, and clone again",
  });
}

/** Strictly, byte by byte: a damaged character must not turn into one that stands for it. */
function decode(content: Uint8Array, blob: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(content);
  } catch (cause) {
    throw new PedigreeError("REGISTRY_INCONSISTENT", "file is no UTF-8 text", {
      subject: `blob ${blob}`,
      cause,
    });
  }
}
