import { mkdir, open, rm } from "node:fs/promises";
import { dirname, join, posix } from "node:path";
import { PedigreeError } from "../../core/errors.ts";
import type { Noted } from "../../core/ports/recording.ts";
import { portablePath } from "../../core/run/portable-path.ts";
import type { RecordedFile } from "../../core/run/run.ts";
import type { ByteMeter } from "./byte-meter.ts";
import { type Match, reasonOfName } from "./glob.ts";
import { hashFile } from "./hash-file.ts";
import { listFolder } from "./list-folder.ts";

/** Where copies go: `folder` is the record's, files land under `files/`, by a name that can travel. */
export interface CopyTarget {
  readonly folder: string;
  readonly role: "model" | "artifact";
  readonly meter?: ByteMeter | undefined;
}

/** Copies a file, or every file of a folder, into a record. What is hashed is what was copied. */
export async function copyMatch(match: Match, target: CopyTarget): Promise<Noted<readonly RecordedFile[]>> {
  if (!match.folder) return { value: [await copyOne(match.real, match.path, target)], warnings: [] };
  const value: RecordedFile[] = [];
  const warnings: string[] = [];
  for await (const { path, refusal } of listFolder(match.real)) {
    if (match.isLeftOut?.(path) === true) continue;
    const name = posix.join(match.path, path);
    if (refusal !== null) {
      warnings.push(`${name}: ${refusal.why}`);
      continue;
    }
    try {
      value.push(await copyOne(join(match.real, path), name, target));
    } catch (error) {
      const known = error instanceof PedigreeError;
      warnings.push(known ? error.message : `${name}: cannot be read: ${reasonOfName(error, name)}`);
    }
  }
  return { value, warnings };
}

/** A record names no longer paths (core/run/run.ts), and one that did would be none. */
const MAX_PATH = 1024;

async function copyOne(source: string, name: string, target: CopyTarget): Promise<RecordedFile> {
  const path = `files/${portablePath(name)}`;
  if (path.length > MAX_PATH) throw tooLong(name, path.length);
  const destination = join(target.folder, path);
  await mkdir(dirname(destination), { recursive: true });
  const sink = await open(destination, "w");
  try {
    const { digest, bytes } = await hashFile(source, name, { sink, meter: target.meter });
    return { path, digest, bytes, role: target.role };
  } catch (error) {
    // A part of a file must not travel as if it were the whole.
    await rm(destination, { force: true });
    throw error;
  } finally {
    await sink.close();
  }
}

function tooLong(name: string, length: number): PedigreeError {
  return new PedigreeError("FILE_UNREADABLE", "file cannot be recorded", {
    subject: name,
    expected: `a path of at most ${MAX_PATH} characters in the record`,
    found: `${length}`,
    remedy: "give its folders shorter names",
  });
}
