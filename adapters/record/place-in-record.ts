import { relative, resolve } from "node:path";
import { PedigreeError } from "../../core/errors.ts";

/** Where a file of a record lies, by its path in that; INPUT_INVALID for a path that leads out of the record's folder. */
export function placeInRecord(folder: string, path: string): string {
  const place = resolve(folder, path);
  const way = relative(folder, place);
  if (way !== "" && !way.startsWith("..")) return place;
  throw new PedigreeError("INPUT_INVALID", "a path leads out of its record", {
    subject: folder,
    found: JSON.stringify(path.slice(0, 60)),
  });
}
