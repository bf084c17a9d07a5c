import { join } from "node:path";
import { createImportFile, findFile } from "../../adapters/importers/import-file.ts";
import { walkFolder } from "../../adapters/importers/walk.ts";
import type { ImportedRun, Importer, ImportFile } from "../../core/ports/importer.ts";

/** The folder of files that real libraries have written (scripts/interop/make-fixtures.py). */
export const FIXTURES = join(import.meta.dirname, "../fixtures/importers");

/** A fixture by its path. */
export async function fixture(path: string): Promise<ImportFile> {
  const file = findFile(FIXTURES, path);
  if (file === undefined) throw new Error(`no fixture ${path}`);
  return file;
}

/** Every fixture below a folder. */
export async function fixtures(folder: string): Promise<readonly ImportFile[]> {
  const { files } = walkFolder(FIXTURES);
  const own = files.filter(({ path }) => path.startsWith(`${folder}/`));
  return own.map((facts) => createImportFile(FIXTURES, facts));
}

/** A file that has only its bytes; they come in pieces of the given size. */
export function memoryFile(path: string, bytes: Uint8Array, pieceBytes = 65_536): ImportFile {
  return {
    path,
    bytes: bytes.length,
    modified: 0,
    real: path,
    chunks: async function* chunks() {
      for (let at = 0; at < bytes.length; at += pieceBytes) {
        yield await Promise.resolve(bytes.subarray(at, at + pieceBytes));
      }
    },
    text: () => Promise.resolve(Buffer.from(bytes).toString("utf8")),
    near: () => Promise.resolve(undefined),
    folder: () => Promise.resolve([]),
  };
}

/** The only run that a file holds. */
export async function readOne(importer: Importer, file: ImportFile): Promise<ImportedRun> {
  const [run, ...more] = await importer.read(file, { since: null });
  if (run === undefined || more.length > 0) throw new Error(`${more.length} more runs than one`);
  return run;
}

/** `metric@step=value` of each measurement, for short expectations. */
export function brief({ measurements }: ImportedRun): readonly string[] {
  return measurements.map(({ metric, step, value }) => `${metric}@${step ?? "end"}=${value}`);
}
