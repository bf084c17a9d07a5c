import { accessSync, constants, statSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";

/** Whether a program can be started: with a slash it is a path, else it is looked for in PATH (POSIX `execvp`). */
export type ProgramState = "there" | "missing" | "not executable";

/** Windows looks in more places and for more names, so that only starting it tells. */
export function findProgram(
  name: string,
  { folder, env }: { readonly folder: string; readonly env: NodeJS.ProcessEnv },
): ProgramState {
  if (process.platform === "win32") return "there";
  const places = name.includes("/")
    ? [resolve(folder, name)]
    : (env.PATH ?? "").split(delimiter).map((place) => join(resolve(folder, place), name));
  const files = places.filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true);
  if (files.length === 0) return "missing";
  return files.some(isExecutable) ? "there" : "not executable";
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
