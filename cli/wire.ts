import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { openRegistryClone } from "../adapters/git/registry-clone.ts";
import { documents } from "../adapters/importers/documents.ts";
import { parsePolicy } from "../adapters/importers/policy-file.ts";
import { createRenderer } from "../adapters/render/renderer.ts";
import { PedigreeError } from "../core/errors.ts";
import type { Policy } from "../core/policy/policy.ts";
import type { CliPorts } from "./command.ts";

/** The command line's ports: local files and the objects of a local clone, nothing else. */
export function createCliPorts(): CliPorts {
  return {
    documents,
    renderer: createRenderer(),
    openRegistry: openRegistryClone,
    readPolicy,
    readText: readLocalFile,
    writeNew,
  };
}

async function writeNew(folder: string, files: ReadonlyMap<string, string>): Promise<void> {
  for (const [name, text] of files) {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    try {
      await writeFile(file, text, { flag: "wx" });
    } catch (cause) {
      const found = cause instanceof Error && "code" in cause ? String(cause.code) : String(cause);
      throw new PedigreeError("INPUT_INVALID", "cannot write the file", {
        subject: file,
        expected: "a folder that does not hold it yet",
        found,
        cause,
      });
    }
  }
}

async function readPolicy(file: string): Promise<Policy> {
  return parsePolicy(await readLocalFile(file), file);
}

async function readLocalFile(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (cause) {
    const found = cause instanceof Error && "code" in cause ? String(cause.code) : String(cause);
    const code = found === "ENOENT" ? "FILE_NOT_FOUND" : "FILE_UNREADABLE";
    throw new PedigreeError(code, "cannot read the file", {
      subject: file,
      found,
      cause,
    });
  }
}
