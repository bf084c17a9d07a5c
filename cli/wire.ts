import { readFile } from "node:fs/promises";
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
    attestations: async () =>
      (await import("../adapters/sigstore/attestation-verifier.ts")).attestationVerifier,
    renderer: createRenderer(),
    openRegistry: openRegistryClone,
    readPolicy,
  };
}

async function readPolicy(path: string): Promise<Policy> {
  return parsePolicy(await readLocalFile(path), path);
}

async function readLocalFile(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (cause) {
    const found = cause instanceof Error && "code" in cause ? String(cause.code) : String(cause);
    const code = found === "ENOENT" ? "FILE_NOT_FOUND" : "FILE_UNREADABLE";
    throw new PedigreeError(code, "cannot read the file", {
      subject: path,
      found,
      cause,
    });
  }
}
