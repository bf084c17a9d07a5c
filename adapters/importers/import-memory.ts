import { posix } from "node:path";
import type { ImportContext, ImportedRun, Importer, ImportFile } from "../../core/ports/importer.ts";
import type { WalkedFile } from "./walk.ts";

/** Reads a file by an importer. */
export type ImportReading = (
  importer: Importer,
  file: ImportFile,
  context: ImportContext,
) => Promise<readonly ImportedRun[]>;

/** Nothing is remembered: each file is read. */
export const readDirectly: ImportReading = (importer, file, context) => importer.read(file, context);

interface Remembered {
  readonly mark: string;
  readonly uses: Uses;
  readonly runs: readonly ImportedRun[];
}

/** What an importer looked at beside the file itself. */
interface Uses {
  /** Paths that it asked for, whether they were there or not. */
  readonly near: Set<string>;
  folder: boolean;
  /** A library opened it by its place; a database has files of its own beside it. */
  place: boolean;
}

/**
 * Remembers what was read, so that looking again reads only what has changed in size or time, or has such a neighbour. A
 * file that cannot be read while it is written anew keeps what it held before, and is tried again.
 */
export class ImportMemory {
  readonly #known = new Map<string, Remembered>();

  /** Begins another look at a folder whose files are these. */
  look(files: readonly WalkedFile[]): ImportReading {
    const facts = new Map(files.map(({ path, bytes, modified }) => [path, `${bytes} ${modified}`]));
    return async (importer, file, context) => {
      const key = `${importer.name}\n${file.path}`;
      const known = this.#known.get(key);
      if (known?.mark === markOf(file.path, known?.uses ?? null, facts)) return known.runs;
      const uses: Uses = { near: new Set(), folder: false, place: false };
      try {
        const runs = await importer.read(observed(file, uses), context);
        this.#known.set(key, { mark: markOf(file.path, uses, facts), uses, runs });
        return runs;
      } catch (error) {
        if (known === undefined) throw error;
        return known.runs;
      }
    };
  }
}

function markOf(path: string, uses: Uses | null, facts: ReadonlyMap<string, string>): string {
  const own = [facts.get(path) ?? ""];
  for (const near of uses?.near ?? []) own.push(`${near} ${facts.get(near) ?? ""}`);
  const folder = posix.dirname(path);
  const inside = folder === "." ? "" : `${folder}/`;
  for (const [other, fact] of facts) {
    const counts =
      (uses?.folder === true && other.startsWith(inside)) || (uses?.place === true && other.startsWith(path));
    if (counts) own.push(`${other} ${fact}`);
  }
  return own.join("\n");
}

function observed(file: ImportFile, uses: Uses): ImportFile {
  return {
    path: file.path,
    bytes: file.bytes,
    modified: file.modified,
    ...(file.ended === undefined ? {} : { ended: file.ended }),
    get real() {
      uses.place = true;
      return file.real;
    },
    chunks: () => file.chunks(),
    text: (maxBytes) => file.text(maxBytes),
    near: async (path) => {
      uses.near.add(posix.join(posix.dirname(file.path), path));
      const found = await file.near(path);
      return found && observed(found, uses);
    },
    folder: () => {
      uses.folder = true;
      return file.folder();
    },
  };
}
