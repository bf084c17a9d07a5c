import { randomUUID } from "node:crypto";
import { createReadStream, createWriteStream, type Stats } from "node:fs";
import { lstat, mkdir, readdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { PedigreeError } from "../../core/errors.ts";
import type { ArtifactContent, ArtifactEntry, ArtifactFiles } from "../../core/ports/artifact-files.ts";
import { compareText } from "../../core/tracking/text.ts";

/** Artifacts in a folder that nobody else writes to. Links in it are neither followed nor shown. */
export class FolderArtifacts implements ArtifactFiles {
  readonly #files: string;
  readonly #arriving: string;
  readonly #platform: NodeJS.Platform;

  constructor(folder: string, platform: NodeJS.Platform = process.platform) {
    this.#platform = platform;
    this.#files = join(folder, "files");
    this.#arriving = join(folder, "arriving");
  }

  /** Writes beside the files first: a broken upload leaves nothing behind. */
  async put(path: string, bytes: ReadableStream<Uint8Array>): Promise<void> {
    if (this.#platform === "win32" && path.includes(":")) throw streamName(path);
    await mkdir(this.#arriving, { recursive: true });
    const arriving = join(this.#arriving, randomUUID());
    try {
      await pipeline(Readable.from(bytes), createWriteStream(arriving, { flags: "wx" }));
      const target = join(this.#files, path);
      await mkdir(dirname(target), { recursive: true });
      await rename(arriving, target);
    } catch (error) {
      throw refusalOf(error, path);
    } finally {
      await rm(arriving, { force: true });
    }
  }

  async open(path: string): Promise<ArtifactContent | undefined> {
    const stats = await this.#stats(path);
    if (stats?.isFile() !== true) return undefined;
    const bytes: ReadableStream<Uint8Array> = Readable.toWeb(createReadStream(join(this.#files, path)));
    return { size: stats.size, bytes };
  }

  async list(folder: string): Promise<readonly ArtifactEntry[]> {
    const stats = await this.#stats(folder);
    if (stats?.isDirectory() !== true) return [];
    const names = await readdir(join(this.#files, folder));
    const entries = await Promise.all(names.sort(compareText).map((name) => this.#entry(folder, name)));
    return entries.filter((entry) => entry !== undefined);
  }

  async delete(path: string): Promise<void> {
    await rm(join(this.#files, path), { recursive: true, force: true });
  }

  async #entry(folder: string, name: string): Promise<ArtifactEntry | undefined> {
    const stats = await this.#stats(join(folder, name));
    if (stats?.isDirectory() === true) return { name, kind: "folder", size: 0 };
    return stats?.isFile() === true ? { name, kind: "file", size: stats.size } : undefined;
  }

  async #stats(path: string): Promise<Stats | undefined> {
    try {
      return await lstat(join(this.#files, path));
    } catch {
      return undefined;
    }
  }
}

/** Windows would write it beside another file's content, where nobody lists it. */
function streamName(subject: string): PedigreeError {
  return new PedigreeError("TRACKING_INVALID", "Windows takes no colon in the name of a file", {
    subject,
    remedy: "give the file another name",
  });
}

const IN_THE_WAY = ["ENOTDIR", "EISDIR", "EEXIST", "ENOTEMPTY"];

/** What is wrong with the path; anything else is passed on. */
function refusalOf(cause: unknown, subject: string): unknown {
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  // A file system may take less than is usual.
  if (code === "ENAMETOOLONG")
    return new PedigreeError("TRACKING_INVALID", "a name in the path is too long", { subject, cause });
  if (!IN_THE_WAY.includes(code)) return cause;
  return new PedigreeError("TRACKING_INVALID", "an artifact is in the way of this path", { subject, cause });
}
