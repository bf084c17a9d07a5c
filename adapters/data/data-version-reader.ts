import { readFile, stat } from "node:fs/promises";
import { posix } from "node:path";
import type { DataVersion } from "../../core/data/data-version.ts";
import type { DvcPointer } from "../../core/data/dvc-pointer.ts";
import { digestFolder, type FolderEntry } from "../../core/data/folder-digest.ts";
import { MAX_LFS_POINTER_BYTES, parseLfsPointer } from "../../core/data/lfs-pointer.ts";
import { PedigreeError } from "../../core/errors.ts";
import type { ByteMeter } from "./byte-meter.ts";
import { type Match, reasonOf, reasonOfName } from "./glob.ts";
import { type FileDigest, hashFile } from "./hash-file.ts";
import { listFolder } from "./list-folder.ts";

/** Files of one folder; more are refused, because a cut folder would have a wrong digest. */
export const MAX_FOLDER_FILES = 100_000;

/** The version, a digest and a size take so much at least: smaller files need not be looked at. */
const MIN_LFS_POINTER_BYTES = 120;

type Role = DataVersion["role"];

export interface ReadData {
  readonly version: DataVersion;
  readonly warnings: readonly string[];
}

/** Names the present content of a file or folder: by its digest, or by the pointer that stands in its place. */
export async function readDataVersion(match: Match, role: Role, meter?: ByteMeter): Promise<ReadData> {
  if (match.path.endsWith(".dvc") && !match.folder) {
    const pointer = await readPointerFile(match.real, match.path);
    if (pointer !== undefined) return { version: fromDvc(pointer, match.path, role), warnings: [] };
    const { version, warnings } = await readSingle({ match, role, pointer, meter });
    return { version, warnings: [...warnings, noPointer(match.path)] };
  }
  // Beside the workspace itself a pointer would lie outside of it.
  const isOutside = match.path === "";
  const pointer = isOutside ? undefined : await readPointerFile(`${match.real}.dvc`, `${match.path}.dvc`);
  const read = { match, role, pointer, meter };
  return match.folder ? await readFolder(read) : await readSingle(read);
}

function noPointer(path: string): string {
  return `${path}: expected a pointer of DVC with the md5 of one file or folder, found another file; its own bytes are recorded as data, name what it points to instead`;
}

interface Reading {
  readonly match: Match;
  readonly role: Role;
  readonly pointer: DvcPointer | undefined;
  readonly meter: ByteMeter | undefined;
}

async function readSingle({ match, role, pointer, meter }: Reading): Promise<ReadData> {
  const lfs = await readLfsPointer(match.real);
  if (lfs !== undefined) {
    const id = `sha256:${lfs.digest}`;
    const version = {
      name: match.path,
      scheme: "git-lfs",
      id,
      bytes: lfs.bytes,
      files: 1,
      strength: "A",
      role,
    } as const;
    return {
      version,
      warnings: [`${match.path}: only its Git LFS pointer is here, the content was not read`],
    };
  }
  const { digest, bytes, md5 } = await hashFile(match.real, match.path, {
    md5: pointer !== undefined,
    meter,
  });
  const version: DataVersion = {
    name: match.path,
    scheme: "sha256",
    id: digest,
    digest,
    ...(md5 === undefined ? {} : { md5 }),
    bytes,
    files: 1,
    strength: "A",
    role,
    ...(pointer === undefined ? {} : { source: `${match.path}.dvc` }),
  };
  const differs = pointer !== undefined && md5 !== pointer.md5;
  return {
    version,
    warnings: differs ? [`${match.path}: its content differs from what ${match.path}.dvc names`] : [],
  };
}

async function readFolder({ match, role, pointer, meter }: Reading): Promise<ReadData> {
  const { entries, warnings, links } = await readEntries(match, meter);
  // The digest of no file at all would name any such folder.
  if (links > 0 && entries.length === 0) return unread(match.path, pointer, role);
  const digest = digestFolder(entries);
  const version: DataVersion = {
    name: match.path === "" ? "." : match.path,
    scheme: "sha256",
    id: digest,
    digest,
    bytes: entries.reduce((sum, entry) => sum + entry.bytes, 0),
    files: Math.max(1, entries.length),
    strength: links > 0 ? "C" : "A",
    role,
    ...(pointer === undefined ? {} : { source: `${match.path}.dvc` }),
  };
  return { version, warnings };
}

/** A folder of links alone, as DVC makes with a cache of links: its pointer names it, or nothing does. */
function unread(path: string, pointer: DvcPointer | undefined, role: Role): ReadData {
  if (pointer === undefined) throw incomplete(path, "symbolic links alone, which are not followed");
  const source = `${path}.dvc`;
  const warning = `${path}: holds symbolic links alone, which are not followed; ${source} names its content`;
  return { version: fromDvc(pointer, source, role), warnings: [warning] };
}

interface FolderContent {
  readonly entries: readonly FolderEntry[];
  readonly warnings: readonly string[];
  /** How many links there are, whose content the digest does not cover. */
  readonly links: number;
}

async function readEntries(match: Match, meter: ByteMeter | undefined): Promise<FolderContent> {
  const entries: FolderEntry[] = [];
  let links = 0;
  const warnings: string[] = [];
  let isWhole = true;
  let hasPointer = false;
  for await (const { path, refusal } of listFolder(match.real)) {
    const name = posix.join(match.path, path);
    if (refusal !== null) {
      if (refusal.isLoss) throw incomplete(name, refusal.why);
      if (refusal.isLink) links += 1;
      warnings.push(`${name}: in a data folder, ${refusal.why}`);
      continue;
    }
    if (entries.length >= MAX_FOLDER_FILES) {
      throw new PedigreeError("FILE_TOO_LARGE", "folder cannot be recorded", {
        subject: match.path,
        expected: `at most ${MAX_FOLDER_FILES} files`,
        found: "more",
      });
    }
    if (isWhole && match.isLeftOut?.(path) === true) {
      isWhole = false;
      warnings.push(notLeftOut(match.path, name));
    }
    const real = posix.join(match.real, path);
    const { digest, bytes } = await hashEntry(real, name, meter);
    entries.push({ path, digest, bytes });
    const mayPoint = bytes >= MIN_LFS_POINTER_BYTES && bytes <= MAX_LFS_POINTER_BYTES;
    if (!hasPointer && mayPoint && (await readLfsPointer(real)) !== undefined) {
      hasPointer = true;
      warnings.push(
        `${name}: in a data folder, only its Git LFS pointer is here, and so the digest is that of pointers; fetch the content (git lfs pull) for one that other checkouts share`,
      );
    }
  }
  return { entries, warnings, links };
}

/** The digest of a folder is that of all its files: earlier runs were told so, and are compared with this one. */
function notLeftOut(folder: string, name: string): string {
  return `${folder}: a folder of data counts as a whole, also ${name}, which is to be left out; name its files, as in ${folder}/**, to leave some out`;
}

/** Of many files the error says which one it was. */
async function hashEntry(path: string, name: string, meter: ByteMeter | undefined): Promise<FileDigest> {
  try {
    return await hashFile(path, name, { meter });
  } catch (error) {
    throw error instanceof PedigreeError ? error : incomplete(name, reasonOfName(error, name));
  }
}

function incomplete(subject: string, found: string): PedigreeError {
  return new PedigreeError("FILE_UNREADABLE", "data folder has no digest, since it cannot be read whole", {
    subject,
    found,
    remedy:
      "make it readable or take it out of the folder, or name the files that count, as in data/**/*.csv",
  });
}

async function readLfsPointer(path: string): Promise<ReturnType<typeof parseLfsPointer>> {
  const { size } = await stat(path);
  return size > MAX_LFS_POINTER_BYTES ? undefined : parseLfsPointer(await readFile(path, "utf8"));
}

/** Undefined where there is no such pointer, or where the file is something else. */
async function readPointerFile(path: string, subject: string): Promise<DvcPointer | undefined> {
  if (!(await isFile(path))) return undefined;
  try {
    const text = await readFile(path, "utf8");
    // Loaded only where there is a pointer: the parser is a third of what a run would load otherwise.
    const [{ parseYaml }, { readDvcPointer }] = await Promise.all([
      import("../importers/yaml.ts"),
      import("../../core/data/dvc-pointer.ts"),
    ]);
    return readDvcPointer(parseYaml(text, subject));
  } catch (error) {
    if (error instanceof PedigreeError || reasonOf(error) === "it is not there") return undefined;
    throw error;
  }
}

/** A pipe of that name would be waited for without end, and a name may be too long to have a pointer beside it. */
async function isFile(path: string): Promise<boolean> {
  return await stat(path).then(
    (stats) => stats.isFile(),
    () => false,
  );
}

function fromDvc(pointer: DvcPointer, source: string, role: Role): DataVersion {
  return {
    name: posix.join(posix.dirname(source), pointer.path),
    scheme: "dvc",
    id: `md5:${pointer.md5}`,
    bytes: pointer.bytes,
    files: pointer.files,
    strength: "B",
    role,
    source,
  };
}
