import { glob, lstat, realpath } from "node:fs/promises";
import { isAbsolute, matchesGlob, posix, relative, resolve, sep } from "node:path";

/** More matches than this of one pattern are cut, and the warning says so. */
export const MAX_MATCHES = 10_000;

/** A match inside the workspace; `real` is where links lead. */
export interface Match {
  /** Relative to the workspace, with `/`. */
  readonly path: string;
  readonly real: string;
  readonly folder: boolean;
  /** Whether a pattern with `!` means a file of this folder, by its path relative to it. */
  readonly isLeftOut?: (path: string) => boolean;
}

export interface Matches {
  readonly matches: readonly Match[];
  readonly warnings: readonly string[];
}

/**
 * Expands patterns inside a workspace, sorted by path, each match once. `!pattern` leaves out. What leads
 * out of the workspace, by `..`, an absolute path or a symbolic link, is not followed, and a pattern that matches
 * nothing is told with the place where it was looked for.
 */
export async function expandPatterns(workspace: string, patterns: readonly string[]): Promise<Matches> {
  const exclude = leavingOut(workspace, patterns);
  const found = new Map<string, Match>();
  const warnings: string[] = [];
  for (const pattern of patterns.filter((p) => !p.startsWith("!"))) {
    const local = inside(workspace, resolve(workspace, pattern));
    if (local === undefined) {
      warnings.push(`pattern ${pattern}: leads out of the workspace, not followed`);
      continue;
    }
    const { matches, warnings: more } = await expandOne(workspace, local, exclude);
    for (const match of matches) found.set(match.path, match);
    warnings.push(...more);
    if (matches.length === 0 && more.length === 0) {
      warnings.push(`pattern ${pattern}: no file matches; looked in the workspace ${workspace}`);
    }
  }
  return { matches: Array.from(found.values()).sort((a, b) => (a.path < b.path ? -1 : 1)), warnings };
}

/** What the patterns with `!` mean, as the glob writes paths: `!./data/raw/` is `data/raw` and all that is in it. */
function leavingOut(workspace: string, patterns: readonly string[]): readonly string[] {
  return patterns
    .filter((pattern) => pattern.startsWith("!"))
    .map((pattern) => inside(workspace, resolve(workspace, pattern.slice(1).trim())) ?? "")
    .flatMap((local) => (local === "" ? [] : [local, `${local}/**`]));
}

async function expandOne(workspace: string, pattern: string, exclude: readonly string[]): Promise<Matches> {
  const matches: Match[] = [];
  const warnings: string[] = [];
  const roots = rootsOf(exclude);
  // The workspace itself is no match of any pattern.
  const entries = pattern === "" ? [""] : glob(pattern, { cwd: workspace, exclude });
  for await (const entry of entries) {
    if (matches.length >= MAX_MATCHES) {
      warnings.push(`pattern ${pattern}: more than ${MAX_MATCHES} files match; the rest is left out`);
      break;
    }
    const match = await inspect(workspace, entry.split(sep).join("/"));
    if (typeof match === "string") warnings.push(match);
    else if (!match.folder || exclude.length === 0) matches.push(match);
    else matches.push({ ...match, isLeftOut: (inner) => isMeant(posix.join(match.path, inner), roots) });
  }
  const wild = /[*?[{]/.test(pattern);
  if (wild && matches.length + warnings.length === 0 && !isMeant(pattern, roots)) {
    // No file that it describes, but perhaps one that is called so, as `lr=[0.1].csv`.
    const named = await inspect(workspace, pattern);
    if (typeof named !== "string" && !named.folder) return { matches: [named], warnings };
  }
  // A wildcard that meets a folder means the files in it, and the glob lists those where they are meant.
  return { matches: wild ? matches.filter((match) => !match.folder) : matches, warnings };
}

/** What the patterns name, without what is in it. */
function rootsOf(patterns: readonly string[]): readonly string[] {
  return [...new Set(patterns.map((pattern) => pattern.replace(/(\/\*\*)+$/, "")))];
}

/** With a folder all that is in it is meant, also files with a dot, which `**` alone does not match. */
function isMeant(path: string, roots: readonly string[]): boolean {
  for (let at = path; at !== "."; at = posix.dirname(at)) {
    if (roots.some((root) => matchesGlob(at, root))) return true;
  }
  return false;
}

/** Looks at one path: a match, or why it is none. */
async function inspect(workspace: string, path: string): Promise<Match | string> {
  try {
    const real = await realpath(resolve(workspace, path));
    if (inside(await realpath(workspace), real) === undefined) {
      return `${path}: a symbolic link that leads out of the workspace, not followed`;
    }
    const stats = await lstat(real);
    if (stats.isDirectory()) return { path, real, folder: true };
    if (stats.isFile()) return { path, real, folder: false };
    return `${path}: neither a file nor a folder, left out`;
  } catch (error) {
    return `${path}: cannot be looked at: ${reasonOfName(error, path)}`;
  }
}

/** `ENOENT` and the like in words; anything else as its message. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "an unknown reason";
  const code = "code" in error ? error.code : undefined;
  if (code === "ENOENT") return "it is not there";
  if (code === "EACCES" || code === "EPERM") return "permission denied";
  if (code === "ELOOP") return "a circle of symbolic links";
  return error.message.replace(/\s+/g, " ").slice(0, 300);
}

/** The same of a file that was found by its name: of one that is not there then, the name was not read as it is. */
export function reasonOfName(error: unknown, name: string): string {
  const reason = reasonOf(error);
  const isGarbled = name.includes("\ufffd") && reason === "it is not there";
  return isGarbled ? "its name is not UTF-8, which a record cannot hold; rename it" : reason;
}

/** The path relative to a folder, with `/`; undefined when it lies outside. */
function inside(folder: string, path: string): string | undefined {
  const local = relative(folder, path);
  if (local === ".." || local.startsWith(`..${sep}`) || isAbsolute(local)) return undefined;
  return local.split(sep).join("/");
}
