import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";

/** The folder of the project. */
export const ROOT = path.resolve(import.meta.dirname, "../..");

/** The project's layers: every TypeScript file below them is production code. */
export const LAYERS = ["core", "usecases", "adapters", "action", "app", "cli", "web", "sandbox"] as const;
export type Layer = (typeof LAYERS)[number];

/** Every hand-written TypeScript file of a folder, as paths relative to the project. */
export function sourceFiles(folder: string): readonly string[] {
  const absolute = path.join(ROOT, folder);
  if (statSync(absolute, { throwIfNoEntry: false }) === undefined) return [];
  return readdirSync(absolute, { recursive: true, encoding: "utf8" })
    .map((name) => path.posix.join(folder, name.split(path.sep).join("/")))
    .filter((name) => /\.tsx?$/.test(name) && !name.endsWith(".d.ts") && !name.includes("/generated/"))
    .sort();
}

/** What a file imports, types as well, as written: `node:fs`, `zod`, `../names.ts`. */
export function importsOf(file: string): readonly string[] {
  const text = readFileSync(path.join(ROOT, file), "utf8");
  const pattern =
    /^\s*(?:import|export)\s+(?:[^"';]*?\sfrom\s+)?["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']\s*\)/gm;
  return Array.from(text.matchAll(pattern), (match) => match[1] ?? match[2] ?? "");
}

/** A relative import as a path relative to the project; a package's name stays as it is. */
export function resolveImport(from: string, specifier: string): string {
  return specifier.startsWith(".")
    ? path.posix.normalize(path.posix.join(path.posix.dirname(from), specifier))
    : specifier;
}
