import { spawn } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { PedigreeError } from "../../core/errors.ts";
import type { CommitSha } from "../../core/names.ts";
import type { ObjectFault } from "../../core/ports/registry-objects.ts";
import { FsckReader, type FsckReport } from "./fsck-report.ts";
import { askGit, cannotRun, readOnlyGit } from "./git-command.ts";
import { locateObjects } from "./locate-objects.ts";
import { openObjectReader } from "./object-reader.ts";

/**
 * Has git read every object of a clone, its packs and the stores that it borrows from, and compare its bytes with its id; and
 * follow every link from the tip. Raises INPUT_INVALID for a partial clone that lacks some, FILE_UNREADABLE when git
 * cannot run.
 */
export async function checkObjects(folder: string, tip: CommitSha): Promise<readonly ObjectFault[]> {
  const store = await objectsOf(folder);
  const { objects, store: words } = await fsck(store, tip);
  const kept: readonly ObjectFault[] = words.map((said) => ({
    kind: "damaged",
    object: null,
    commit: tip,
    path: null,
    words: said.replaceAll(`${store}/`, ""),
  }));
  if (objects.size === 0) return kept;
  const lost = new Set([...objects].flatMap(([id, { kind }]) => (kind === "malformed" ? [] : [id])));
  const located = await locate(folder, tip, { ids: new Set(objects.keys()), lost });
  const faults = located.map((place): ObjectFault => {
    const { kind = "missing", words: said = "" } = objects.get(place.object.id) ?? {};
    return { ...place, kind, words: said };
  });
  await refusePartial(folder, faults);
  return [...faults, ...kept];
}

/** Where the clone keeps its objects, also where it is one of several work trees. */
async function objectsOf(folder: string): Promise<string> {
  return resolve(folder, (await askGit(folder, ["rev-parse", "--git-path", "objects"])) ?? "objects");
}

async function locate(folder: string, tip: CommitSha, wanted: Parameters<typeof locateObjects>[2]) {
  const reader = openObjectReader(folder, "batch");
  try {
    return await locateObjects(reader, tip, wanted);
  } finally {
    reader.close();
  }
}

/**
 * Runs fsck on the objects alone, from a repository that has nothing else: the clone's own configuration could excuse what
 * is missing (a promisor remote) or malformed, and its refs, reflogs and index are no part of the registry.
 */
async function fsck(store: string, tip: CommitSha): Promise<FsckReport> {
  const empty = await mkdtemp(join(tmpdir(), "pedigree-fsck-"));
  try {
    await mkdir(join(empty, "refs"));
    await writeFile(join(empty, "HEAD"), "ref: refs/heads/none\n");
    const options = ["--full", "--strict", "--no-dangling", "--no-reflogs", "--no-progress"];
    const { args, env } = readOnlyGit(empty, ["fsck", ...options, tip]);
    const own = { GIT_DIR: empty, GIT_OBJECT_DIRECTORY: store };
    const child = spawn("git", args, { env: { ...env, ...own }, stdio: ["ignore", "pipe", "pipe"] });
    const ended = new Promise<number>((done, fail) => {
      child.once("error", (error) => fail(cannotRun(store, error)));
      child.once("close", (status) => done(status ?? -1));
    });
    const reader = new FsckReader();
    const [status] = await Promise.all([ended, feed(reader, child.stdout), feed(reader, child.stderr)]);
    return reader.end(status);
  } finally {
    await rm(empty, { recursive: true, force: true });
  }
}

async function feed(reader: FsckReader, output: Readable): Promise<void> {
  for await (const line of createInterface({ input: output })) reader.line(line);
}

/** What a partial clone lacks it has never had: that says nothing of the registry, and one sentence says it. */
export async function refusePartial(
  folder: string,
  faults: readonly Pick<ObjectFault, "kind">[],
): Promise<void> {
  const absent = faults.filter(({ kind }) => kind === "missing").length;
  if (absent === 0 || !(await isPartial(folder))) return;
  throw new PedigreeError("INPUT_INVALID", "cannot read a registry here", {
    subject: folder,
    expected: "a git clone with all objects of the registry",
    found: `a partial clone, in which at least ${absent} of them are missing`,
    remedy: "clone the registry again, without --filter",
  });
}

/** As git tells it: by a remote that has promised the rest. */
async function isPartial(folder: string): Promise<boolean> {
  const promises = "^(extensions\\.partialclone|remote\\..*\\.(promisor|partialclonefilter))$";
  return (await askGit(folder, ["config", "--get-regexp", promises])) !== undefined;
}
