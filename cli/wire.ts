import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import process from "node:process";
import { makeFolder } from "../adapters/store/make-folder.ts";
import { PedigreeError } from "../core/errors.ts";
import type { Notebook } from "../core/notebook/notebook.ts";
import type { Policy } from "../core/policy/policy.ts";
import type { ExaminedPolicy } from "../core/policy/policy-problem.ts";
import type { CliPorts } from "./command.ts";
import { openLocalRuns } from "./local/wire.ts";
import type { CameSignals } from "./signals.ts";
import { createTerminal } from "./terminal.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** The command line's ports: local files and the objects of a local clone; `remote/wire.ts` asks GitHub. */
export function createCliPorts(
  environment: Environment = process.env,
  folder: string = process.cwd(),
  came: CameSignals = () => [],
): CliPorts {
  const { stdout, stderr } = process;
  const terminal = createTerminal({ stdout, stderr, env: environment, now: Date.now });
  return {
    documents: async () => (await import("../adapters/importers/documents.ts")).documents,
    attestations: async () =>
      (await import("../adapters/sigstore/attestation-verifier.ts")).attestationVerifier,
    localTime: async () => (await import("../adapters/local-time.ts")).localTime,
    renderer: async () => (await import("../adapters/render/renderer.ts")).createRenderer(),
    curveFiles: async () => (await import("../adapters/parquet/curves-parquet.ts")).curveFiles,
    terminal,
    openRuns: (named, json) =>
      openLocalRuns({
        folder,
        env: environment,
        named,
        json,
        progress: json ? () => {} : terminal.progress,
        came,
      }),
    openHistories: async (place) =>
      (await import("../adapters/importers/run-histories.ts")).openRunHistories(place),
    openGto: async (folder) => (await import("../adapters/git/gto-source.ts")).openGtoSource(folder),
    openRegistry: async (clone, ref) =>
      (await import("../adapters/git/registry-clone.ts")).openRegistryClone(clone, ref),
    readPolicy,
    examinePolicy,
    readNotebook,
    readText: readLocalFile,
    writeNew,
    // Loaded where it is needed: every other command starts without a client of GitHub.
    openInspection: async (place) => (await import("./remote/wire.ts")).inspectRegistry(environment, place),
    openRequests: async (place) => (await import("./remote/wire.ts")).lookIntoRegistry(environment, place),
    originOf: async (clone) => (await import("./remote/wire.ts")).originOf(environment, clone),
  };
}

async function writeNew(folder: string, files: ReadonlyMap<string, string>): Promise<void> {
  for (const [name, text] of files) {
    const file = path.join(folder, name);
    try {
      await makeFolder(path.dirname(file));
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

async function readNotebook(file: string): Promise<Notebook> {
  const [{ parseJson }, { parseNotebook }] = await Promise.all([
    import("../adapters/importers/json.ts"),
    import("../core/notebook/parse-notebook.ts"),
  ]);
  return parseNotebook(parseJson(await readLocalFile(file), file), file);
}

async function readPolicy(file: string): Promise<Policy> {
  const { parsePolicy } = await import("../adapters/importers/policy-file.ts");
  return parsePolicy(await readLocalFile(file), file);
}

async function examinePolicy(file: string): Promise<ExaminedPolicy> {
  const policies = await import("../adapters/importers/policy-file.ts");
  return policies.examinePolicy(await readLocalFile(file), file);
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
