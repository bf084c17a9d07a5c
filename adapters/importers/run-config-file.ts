import { readFile, stat } from "node:fs/promises";
import { PedigreeError } from "../../core/errors.ts";
import { parseWith } from "../../core/parse.ts";
import { type RunConfig, runConfigSchema } from "../../core/run/config.ts";
import { DEFAULT_RUN_CONFIG } from "../../core/run/default-config.ts";
import { reasonOf } from "../data/glob.ts";
import { DEFAULT_YAML_LIMITS, parseYaml } from "./yaml.ts";

/**
 * Reads `.github/pedigree.yml`. An absent file means the defaults; one that cannot be used raises FILE_TOO_LARGE,
 * FILE_UNREADABLE or SCHEMA_MISMATCH.
 */
export async function readRunConfig(path: string, subject: string): Promise<RunConfig> {
  const size = await sizeOf(path);
  if (size === null) return DEFAULT_RUN_CONFIG;
  if (size > DEFAULT_YAML_LIMITS.maxBytes) {
    throw new PedigreeError("FILE_TOO_LARGE", "configuration cannot be read", {
      subject,
      expected: `at most ${DEFAULT_YAML_LIMITS.maxBytes} bytes`,
      found: `${size} bytes`,
    });
  }
  return parseRunConfig(await readText(path, subject), subject);
}

/** Raises FILE_UNREADABLE for a folder, for a file of somebody else, and where the disk does not answer. */
async function readText(path: string, subject: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (cause) {
    throw new PedigreeError("FILE_UNREADABLE", "configuration cannot be read", {
      subject,
      expected: "a file of YAML",
      found: codeOf(cause) === "EISDIR" ? "a folder" : reasonOf(cause),
      cause,
    });
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}

/** The same of a text that was read elsewhere. */
export function parseRunConfig(text: string, subject: string): RunConfig {
  const document = parseYaml(text, subject);
  return document === null ? DEFAULT_RUN_CONFIG : parseWith(runConfigSchema, document, subject);
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size;
  } catch {
    return null;
  }
}
