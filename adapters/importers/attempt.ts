import { PedigreeError } from "../../core/errors.ts";
import type { ImportFile } from "../../core/ports/importer.ts";

/**
 * Reads a part of a run that others do not depend on, such as its parameters: where it cannot be read that is told among the
 * problems, `otherwise` stands in for it, and the rest of the run stays.
 */
export async function attempt<T>(
  { path }: Pick<ImportFile, "path">,
  problems: PedigreeError[],
  read: () => T | Promise<T>,
  otherwise: T,
): Promise<T> {
  try {
    return await read();
  } catch (error) {
    problems.push(toProblem(path, error));
    return otherwise;
  }
}

function toProblem(subject: string, error: unknown): PedigreeError {
  if (error instanceof PedigreeError) return error;
  const found = error instanceof Error ? error.message.slice(0, 120) : "an unknown error";
  return new PedigreeError("FILE_UNREADABLE", "a file of a run is left out", {
    subject,
    expected: "a file that can be read",
    found,
    cause: error,
  });
}
