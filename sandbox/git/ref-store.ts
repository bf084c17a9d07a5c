import { mkdir, open, readdir, readFile, rename, rm, rmdir } from "node:fs/promises";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { isObjectId } from "./object-store.ts";

/** Refs of one bare repository: files under git's own `.lock` protocol, so that git and the sandbox agree. */
export interface RefStore {
  read(name: string): Promise<string | null>;
  list(prefix: string): Promise<ReadonlyMap<string, string>>;
  /** Compare-and-swap; false when the ref holds something else or its name clashes with a folder of refs. */
  update(name: string, change: RefUpdate): Promise<boolean>;
}

export interface RefUpdate {
  readonly expected: string | null;
  readonly to: string | null;
}

/** Git itself gives up on a ref's lock file after 100 ms (core.filesRefLockTimeout); a busy disk needs more. */
const LOCK_ATTEMPTS = 200;
const LOCK_PAUSE_MS = 10;

export function openRefStore(folder: string): RefStore {
  const read = async (name: string): Promise<string | null> =>
    (await readLoose(folder, name)) ?? (await readPacked(folder)).get(name) ?? null;
  return {
    read,
    async list(prefix) {
      const refs = new Map(await readPacked(folder));
      for (const name of await looseNames(folder, prefix.replace(/[^/]*$/, ""))) {
        const sha = await readLoose(folder, name);
        if (sha !== null) refs.set(name, sha);
      }
      const matching = [...refs].filter(([name]) => name.startsWith(prefix));
      return new Map(matching.sort(([a], [b]) => (a < b ? -1 : 1)));
    },
    update: (name, { expected, to }) =>
      withLock(path.join(folder, name), async (lock) => {
        if ((await read(name)) !== expected) return false;
        if (to === null) return removeRef(folder, name);
        if (expected === null && (await clashes(folder, name))) return false;
        await lock.write(`${to}\n`);
        return true;
      }),
  };
}

interface Lock {
  /** Fills the lock file and renames it over the ref: the swap. */
  write(content: string): Promise<void>;
}

/** Holds `<ref>.lock`; whoever finds it taken waits, because the holder writes one line and lets go. */
async function withLock(file: string, change: (lock: Lock) => Promise<boolean>): Promise<boolean> {
  const handle = await openLock(file);
  if (handle === null) return false;
  let renamed = false;
  try {
    return await change({
      async write(content) {
        await handle.writeFile(content);
        await handle.close();
        await removeEmptyFolders(file);
        await rename(`${file}.lock`, file);
        renamed = true;
      },
    });
  } finally {
    if (!renamed) {
      await handle.close();
      await rm(`${file}.lock`, { force: true });
    }
  }
}

async function openLock(file: string) {
  for (let attempt = 0; attempt < LOCK_ATTEMPTS; attempt++) {
    try {
      await mkdir(path.dirname(file), { recursive: true });
      return await open(`${file}.lock`, "wx");
    } catch (error) {
      const code = codeOf(error);
      // A file stands where a folder is needed: `a` exists, and `a/b` cannot.
      if (code === "ENOTDIR" || (code === "EEXIST" && (await isFileOnTheWay(file)))) return null;
      if (code !== "EEXIST" && code !== "ENOENT") throw error;
      await wait(LOCK_PAUSE_MS);
    }
  }
  throw new Error(`${file}.lock was held for too long`);
}

async function isFileOnTheWay(file: string): Promise<boolean> {
  return readdir(path.dirname(file)).then(
    () => false,
    (error: unknown) => codeOf(error) === "ENOTDIR",
  );
}

/** Whether a ref below or above this name exists, packed or loose. */
async function clashes(folder: string, name: string): Promise<boolean> {
  const parts = name.split("/");
  const above = parts.map((_, i) => parts.slice(0, i).join("/")).slice(3);
  const packed = await readPacked(folder);
  if ((await looseNames(folder, `${name}/`)).length > 0) return true;
  return [...packed.keys()].some((other) => other.startsWith(`${name}/`) || above.includes(other));
}

async function removeRef(folder: string, name: string): Promise<boolean> {
  const wasPacked = (await readPacked(folder)).has(name);
  await rm(path.join(folder, name), { force: true });
  if (wasPacked) await rewritePackedWithout(folder, name);
  return true;
}

async function rewritePackedWithout(folder: string, name: string): Promise<void> {
  const file = path.join(folder, "packed-refs");
  const handle = await open(`${file}.lock`, "wx");
  const text = await readFile(file, "utf8");
  const lines = text.split("\n");
  const at = lines.findIndex((line) => line.endsWith(` ${name}`));
  // The line after an annotated tag holds what it peels to, and goes with it.
  if (at >= 0) lines.splice(at, lines[at + 1]?.startsWith("^") ? 2 : 1);
  await handle.writeFile(lines.join("\n"));
  await handle.close();
  await rename(`${file}.lock`, file);
}

async function readLoose(folder: string, name: string): Promise<string | null> {
  const text = await readFile(path.join(folder, name), "utf8").catch(() => "");
  const sha = text.trim();
  return isObjectId(sha) ? sha : null;
}

async function readPacked(folder: string): Promise<ReadonlyMap<string, string>> {
  const text = await readFile(path.join(folder, "packed-refs"), "utf8").catch(() => "");
  const lines = text.split("\n").filter((line) => /^[0-9a-f]{40} /.test(line));
  return new Map(lines.map((line) => [line.slice(41), line.slice(0, 40)]));
}

async function looseNames(folder: string, below: string): Promise<string[]> {
  const found = await readdir(path.join(folder, below), { recursive: true, withFileTypes: true }).catch(
    () => [],
  );
  return found
    .filter((entry) => entry.isFile() && !entry.name.endsWith(".lock"))
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
}

/** Folders that deleted refs left behind stand in the way of a ref of that name. */
async function removeEmptyFolders(file: string): Promise<void> {
  const below = await readdir(file, { recursive: true, withFileTypes: true }).catch(() => []);
  const folders = below
    .filter((entry) => entry.isDirectory())
    .map((entry) => path.join(entry.parentPath, entry.name));
  for (const folder of [...folders.sort((a, b) => b.length - a.length), file]) {
    await rmdir(folder).catch(() => undefined);
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}
