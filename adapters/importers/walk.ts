import { lstat, readdir } from "node:fs/promises";
import { join, posix } from "node:path";

/** How far a search goes. Every limit that is reached is told. */
export interface WalkLimits {
  readonly depth: number;
  /** Entries that are looked at. */
  readonly files: number;
  readonly milliseconds: number;
}

/** Room for a large repository; a search of 20,000 entries takes about a third of a second. */
export const DEFAULT_WALK_LIMITS: WalkLimits = { depth: 10, files: 20_000, milliseconds: 10_000 };

export interface WalkedFile {
  /** Relative to the folder, with `/`. */
  readonly path: string;
  readonly bytes: number;
  readonly modified: number;
}

export interface Walked {
  /** By path. */
  readonly files: readonly WalkedFile[];
  /** The limits that were reached; none where everything was seen. */
  readonly limits: readonly string[];
}

/** Folders that hold other people's code, or copies of what is seen elsewhere. */
const LEFT_OUT = new Set([
  ".git",
  ".hg",
  ".svn",
  ".pedigree",
  ".tox",
  ".nox",
  ".cache",
  ".mypy_cache",
  ".pytest_cache",
  ".ruff_cache",
  ".ipynb_checkpoints",
  "__pycache__",
  "node_modules",
  "site-packages",
  "venv",
  ".venv",
  "conda-meta",
]);

/**
 * The regular files below a folder. Links are never followed, and folders of dependencies, of version control and of
 * virtual environments (told by their `pyvenv.cfg`) are passed over. A folder that cannot be read is passed over, too.
 */
export async function walkFolder(root: string, limits: WalkLimits = DEFAULT_WALK_LIMITS): Promise<Walked> {
  const files: WalkedFile[] = [];
  const reached = new Set<string>();
  const deadline = performance.now() + limits.milliseconds;
  let seen = 0;
  let level = [""];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > limits.depth) {
      reached.add(`${limits.depth} levels of folders`);
      break;
    }
    const next: string[] = [];
    for (const folder of level) {
      const entries = await readdir(join(root, folder), { withFileTypes: true }).catch(() => []);
      if (entries.some((entry) => entry.name === "pyvenv.cfg") || isDvcCache(folder)) continue;
      for (const entry of entries) {
        seen += 1;
        if (seen > limits.files) reached.add(`${limits.files} files`);
        if (performance.now() > deadline) reached.add(`${limits.milliseconds / 1000} seconds`);
        if (reached.size > 0) return { files: sorted(files), limits: [...reached] };
        const path = posix.join(folder, entry.name);
        if (entry.isDirectory() && !LEFT_OUT.has(entry.name)) next.push(path);
        else if (entry.isFile()) await addFile(root, path, files);
      }
    }
    level = next;
  }
  return { files: sorted(files), limits: [...reached] };
}

const isDvcCache = (folder: string) => /(^|\/)\.dvc\/(cache|tmp)$/.test(folder);

async function addFile(root: string, path: string, files: WalkedFile[]): Promise<void> {
  try {
    const { size, mtimeMs } = await lstat(join(root, path));
    files.push({ path, bytes: size, modified: mtimeMs });
  } catch {
    // It went away while the folder was read: there is nothing to import.
  }
}

function sorted(files: readonly WalkedFile[]): readonly WalkedFile[] {
  return files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}
