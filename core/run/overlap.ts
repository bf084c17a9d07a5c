import { z } from "zod";
import { instantSchema, runIdSchema } from "../names.ts";
import { commandWords } from "./command-line.ts";

/** A run that went on at the same time as another one, as that one's folder in the store keeps it. */
export const overlappingRunSchema = z.strictObject({
  id: runIdSchema,
  name: z.string().nullable(),
  startedAt: instantSchema,
  /** Where it was begun, absolute. */
  folder: z.string().min(1),
  command: z.string().nullable(),
  /** Patterns of the files that it names for its metrics and parameters. */
  named: z.array(z.string()),
});
export type OverlappingRun = z.infer<typeof overlappingRunSchema>;

/** A run, and those that went on beside it. */
export interface Overlap {
  readonly own: Pick<OverlappingRun, "folder" | "command" | "named">;
  readonly others: readonly OverlappingRun[];
}

export interface WrittenFile {
  /** Relative to the run's folder, with `/`. */
  readonly path: string;
  /** Milliseconds since 1970. */
  readonly modified: number;
}

/** `unclear`: it may have been another run as well. */
export type Writer = "own" | "other" | "unclear";

/** A clock of a file system may lag behind the process's by some milliseconds. */
export const CLOCK_SLACK = 50;

/**
 * Which run has written a file that nobody named. The time of a file tells the last writer alone, and two runs may write
 * the same file; so one that was written since another run began there is a run's own only where no other one names the file
 * or a folder around it, on its command line or for its metrics, and it does itself.
 */
export function writerOf({ path, modified }: WrittenFile, { own, others }: Overlap): Writer {
  const file = resolvePath(own.folder, path);
  const possible = others.filter(
    (other) =>
      Date.parse(other.startedAt) - CLOCK_SLACK <= modified &&
      (isWithin(file, other.folder) || names(other, file, own.folder)),
  );
  if (possible.length === 0) return "own";
  const isNamed = names(own, file, own.folder);
  const isOthers = possible.some((other) => names(other, file, own.folder));
  if (isNamed === isOthers) return "unclear";
  return isNamed ? "own" : "other";
}

const MAX_TOLD = 5;

/** What is said of files that no run can be told to have written. */
export function describeUnclear(paths: readonly string[], { others }: Overlap): string {
  const runs = others.map(({ id, name, command }) => `${id} (${name ?? command ?? "without a command"})`);
  return (
    `discovery: left out, as ${listed(runs)} went on at the same time and may have written it: ${listed(paths)}. ` +
    "Start each run in a folder of its own, or give each its own output folder on the command line, name its files with " +
    "--metrics and --params, or log to MLFLOW_TRACKING_URI, which is each run's own"
  );
}

/** What is said where two runs name the same files: they are taken, and may be the other one's. Null where none do. */
export function describeShared({ own, others }: Overlap): string | null {
  const mine = placesNamed(own);
  const sharing = others.filter((other) =>
    placesNamed(other).some((path) => mine.some((one) => isWithin(one, path) || isWithin(path, one))),
  );
  if (sharing.length === 0) return null;
  return (
    `metrics: ${listed(sharing.map(({ id }) => id))} went on at the same time and named files of ${listed(own.named)}, too: ` +
    "what is recorded of them may not be this run's. Give each run files of its own"
  );
}

function listed(all: readonly string[]): string {
  const more = all.length > MAX_TOLD ? [`${all.length - MAX_TOLD} more`] : [];
  return [...all.slice(0, MAX_TOLD), ...more].join(", ");
}

/** Whether a run names a file, or a folder around it that is less than the whole workspace. */
function names(run: Overlap["own"], file: string, workspace: string): boolean {
  const { folder, command } = run;
  const words = command === null ? [] : commandWords(command).flatMap(pathsIn);
  return [...words.map((path) => resolvePath(folder, path)), ...placesNamed(run)].some(
    (path) => isWithin(file, path) && !isWithin(workspace, path),
  );
}

/** The files that patterns name; where one has a wildcard, the folder before it. */
function placesNamed({ folder, named }: Overlap["own"]): readonly string[] {
  return named
    .filter((pattern) => !pattern.startsWith("!"))
    .map((pattern) => resolvePath(folder, pattern.replace(/(^|\/)[^/]*[*?[{].*$/s, "")));
}

/** `--out=runs/a` and `out.dir=runs/a` name a path behind the sign, `>log` behind the redirection. */
function pathsIn(word: string): readonly string[] {
  const parts = word.split("=");
  return parts
    .map((_, at) =>
      parts
        .slice(at)
        .join("=")
        .replace(/^\d?>+/, ""),
    )
    .filter((part) => part !== "");
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder === "/" ? "/" : `${folder}/`);
}

function resolvePath(folder: string, path: string): string {
  const parts: string[] = [];
  for (const part of (path.startsWith("/") ? path : `${folder}/${path}`).split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return `/${parts.join("/")}`;
}
