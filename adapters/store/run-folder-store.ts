import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { canonicalJson } from "../../core/canonical.ts";
import { PedigreeError } from "../../core/errors.ts";
import { type RunId, runIdSchema } from "../../core/names.ts";
import type { Notebook } from "../../core/notebook/notebook.ts";
import { parseWith } from "../../core/parse.ts";
import type { RecordTexts, RunStore, StoredRuns } from "../../core/ports/run-store.ts";
import type { Curves } from "../../core/run/metric.ts";
import { newestFirst } from "../../core/run/order.ts";
import { type Run, runSchema } from "../../core/run/run.ts";
import { summarizeRun } from "../../core/run/run-summary.ts";
import { reasonOf } from "../data/glob.ts";
import { readNotebookFile } from "../record/notebook-file.ts";
import { placeInRecord } from "../record/place-in-record.ts";
import { isFolder, makeFolder } from "./make-folder.ts";
import { type IndexEntry, readIndex, writeIndex } from "./run-index.ts";
import { writingToStore } from "./store-trouble.ts";

const RUNS = "runs";
/** Records that are read at the same time: more do not go faster, and each takes a file handle. */
const READ_AT_ONCE = 32;
/** A record as large as this is none of ours: a run of 10,000 files and metrics takes a few megabytes. */
const MAX_RUN_BYTES = 32 * 2 ** 20;

/**
 * Runs in a folder: `runs/ID/` holds `run.json`, `curves.parquet` and whatever else was kept with the run. A record is
 * written under `incoming/` and renamed, so that nobody sees a part of it, and of two writers of one id one wins.
 */
export class FolderRunStore implements RunStore {
  readonly root: string;

  constructor(root: string) {
    this.root = root;
  }

  /** Where the run's files are, or would be. */
  folderOf(id: RunId): string {
    return join(this.root, RUNS, id);
  }

  async add(run: Run, curves: Curves, texts: RecordTexts = new Map()): Promise<void> {
    const files = new Map<string, string | Uint8Array>([...texts, ["run.json", canonicalJson(run)]]);
    if (curves.size > 0) {
      const { encodeCurves } = await import("../parquet/curves-parquet.ts");
      files.set("curves.parquet", encodeCurves(curves));
    }
    const folder = await this.#makeIncoming(run.id);
    let isPlaced = false;
    try {
      await writingToStore(this.root, async () => {
        for (const [name, content] of files) {
          const place = placeInRecord(folder, name);
          if (name.includes("/")) await makeFolder(dirname(place));
          await writeFile(place, content);
        }
      });
      isPlaced = await this.#place(run.id, folder);
    } finally {
      if (!isPlaced) await rm(folder, { recursive: true, force: true });
    }
  }

  /**
   * Takes over a folder that holds the run's whole record, by renaming it: it must lie on the same disk. Raises
   * RUN_EXISTS as `add` does, and then leaves the folder where it is.
   */
  async keep(id: RunId, folder: string): Promise<void> {
    await makeStoreFolder(this.root);
    await this.#place(id, folder);
  }

  /** Whether the folder is the run's now; false where the same record was there before. */
  async #place(id: RunId, folder: string): Promise<boolean> {
    try {
      await rename(folder, this.folderOf(id));
      return true;
    } catch (cause) {
      if (!isTaken(cause) || !existsSync(this.folderOf(id)))
        return await writingToStore(this.root, () => Promise.reject(cause));
      if (await haveSameRecord(folder, this.folderOf(id))) return false;
      throw new PedigreeError("RUN_EXISTS", "another run has this id", {
        subject: this.folderOf(id),
        expected: "the same record",
        found: "another one, or one that cannot be read",
        cause,
      });
    }
  }

  async list(): Promise<StoredRuns> {
    const names = await readdir(join(this.root, RUNS)).catch(() => []);
    const entries = names.filter((name) => !name.startsWith("."));
    const known = await readIndex(this.root);
    const found = new Map<string, IndexEntry>();
    const notes: string[] = [];
    const look = async (name: string) => {
      try {
        found.set(name, await this.#look(name, known.get(name)));
      } catch (error) {
        if (!(error instanceof PedigreeError)) throw error;
        notes.push(error.message);
      }
    };
    for (let at = 0; at < entries.length; at += READ_AT_ONCE)
      await Promise.all(entries.slice(at, at + READ_AT_ONCE).map(look));
    const isOther =
      found.size !== known.size || found.entries().some(([name, entry]) => known.get(name) !== entry);
    if (isOther) await writeIndex(this.root, found);
    return { runs: Array.from(found.values(), ({ run }) => run).sort(newestFirst), notes: notes.sort() };
  }

  async get(id: RunId): Promise<Run | undefined> {
    return existsSync(this.folderOf(id)) ? await this.#read(id) : undefined;
  }

  async curves(id: RunId): Promise<Curves> {
    const path = join(this.folderOf(id), "curves.parquet");
    const bytes = await readIfThere(path);
    if (bytes === undefined) return new Map();
    const { decodeCurves } = await import("../parquet/curves-parquet.ts");
    return await decodeCurves(bytes, path);
  }

  async text(id: RunId, path: string): Promise<string | undefined> {
    const run = await this.get(id);
    if (run?.files.some((file) => file.path === path) !== true) return undefined;
    const bytes = await readIfThere(placeInRecord(this.folderOf(id), path));
    return bytes === undefined ? undefined : new TextDecoder().decode(bytes);
  }

  async notebook(id: RunId, path: string): Promise<Notebook | undefined> {
    return await readNotebookFile(this.folderOf(id), path);
  }

  /** The record in short, as it is known where its file did not change. */
  async #look(name: string, known: IndexEntry | undefined): Promise<IndexEntry> {
    const id = parseWith(runIdSchema, name, join(this.root, RUNS, name));
    const path = join(this.folderOf(id), "run.json");
    const { mtimeMs, size } = await stat(path).catch((cause: unknown) => {
      throw mismatch(path, "a record", reasonOf(cause));
    });
    const stamp = `${mtimeMs} ${size}`;
    return known?.stamp === stamp ? known : { stamp, run: summarizeRun(await this.#read(id)) };
  }

  async #makeIncoming(id: RunId): Promise<string> {
    await makeStoreFolder(this.root);
    const incoming = join(this.root, "incoming");
    const folder = join(incoming, `${id}-${randomBytes(6).toString("hex")}`);
    await writingToStore(this.root, async () => {
      await makeFolder(incoming);
      await mkdir(folder);
    });
    return folder;
  }

  async #read(id: RunId): Promise<Run> {
    const subject = join(this.folderOf(id), "run.json");
    const bytes = await readFile(subject).catch((cause: unknown) => {
      throw mismatch(subject, "a record", reasonOf(cause));
    });
    if (bytes.length > MAX_RUN_BYTES) throw mismatch(subject, `at most ${MAX_RUN_BYTES} bytes`, bytes.length);
    const run = parseWith(runSchema, parseJson(bytes, subject), subject);
    if (run.id !== id) throw mismatch(subject, `the run ${id}`, run.id);
    return run;
  }
}

/**
 * Makes the store's folder, which git leaves alone: what is kept on a machine is no part of the code. Raises
 * STORE_UNWRITABLE.
 */
export async function makeStoreFolder(root: string): Promise<void> {
  await writingToStore(root, async () => {
    // It is made last, and asked for with every run that is kept.
    if (await isFolder(join(root, RUNS))) return;
    const isNew = await makeFolder(root);
    if (isNew) await writeFile(join(root, ".gitignore"), "*\n");
    await makeFolder(join(root, RUNS));
  });
}

function parseJson(bytes: Uint8Array, subject: string): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new PedigreeError("SCHEMA_MISMATCH", "record is not JSON", { subject, cause });
  }
}

function mismatch(subject: string, expected: string, found: string | number): PedigreeError {
  return new PedigreeError("SCHEMA_MISMATCH", "not the record of this run", {
    subject,
    expected,
    found: String(found),
  });
}

async function haveSameRecord(one: string, other: string): Promise<boolean> {
  for (const name of ["run.json", "curves.parquet"]) {
    try {
      const [a, b] = await Promise.all([readIfThere(join(one, name)), readIfThere(join(other, name))]);
      if (!isDeepStrictEqual(a, b)) return false;
    } catch {
      return false;
    }
  }
  return true;
}

/** Undefined when there is no such file or folder; anything else that is wrong with it is raised. */
async function readIfThere(path: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
}

// What a rename onto a folder that is not empty says: Linux the first, other systems the second or third.
const TAKEN: readonly unknown[] = ["ENOTEMPTY", "EEXIST", "EPERM", "ENOTDIR"];

function isTaken(error: unknown): boolean {
  return TAKEN.includes(codeOf(error));
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}
