import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { readInputs } from "../../action/inputs.ts";
import { type ActionPorts, runAction } from "../../action/run-action.ts";
import { readRunConfig } from "../../adapters/importers/run-config-file.ts";
import { createRenderer } from "../../adapters/render/renderer.ts";
import { sha256Schema } from "../../core/names.ts";
import { runSchema } from "../../core/run/run.ts";
import { compareRun } from "../../usecases/compare-run.ts";
import { realPorts } from "./recording.ts";
import { tempFolder, writeFiles } from "./temp-folder.ts";

/** What the job was told. */
interface Said {
  readonly notices: string[];
  readonly warnings: string[];
  readonly info: string[];
  readonly failures: string[];
  readonly outputs: Map<string, string>;
  readonly summaries: string[];
  exitCode: number | undefined;
}

/** What `action.yml` says of a job that goes well. */
const RUNNING: Readonly<Record<string, string>> = { "job-status": "success" };

/**
 * The whole Action in a workspace of its own, on real files and a real shell, with the configuration read as the
 * Action reads it; only GitHub and the machine's description are left out.
 */
export async function act(
  inputs: Readonly<Record<string, string>>,
  changes: Partial<ActionPorts> = {},
  files: Readonly<Record<string, string | Uint8Array>> = {},
) {
  const workspace = tempFolder();
  await writeFiles(workspace, files);
  const said: Said = {
    warnings: [],
    notices: [],
    info: [],
    failures: [],
    outputs: new Map(),
    summaries: [],
    exitCode: undefined,
  };
  const { records, ...recording } = realPorts(workspace);
  const ports: ActionPorts = {
    ...recording,
    workTree: {
      read: () => Promise.resolve({ value: { commit: null, dirty: false, patch: null }, warnings: [] }),
    },
    host: {
      info: (text) => said.info.push(text),
      notice: (text) => said.notices.push(text),
      warning: (text) => said.warnings.push(text),
      fail: (text) => said.failures.push(text),
      setOutput: (name, value) => said.outputs.set(name, value),
      addSummary: (text) => Promise.resolve(void said.summaries.push(text)),
      setExitCode: (code) => {
        said.exitCode = code;
      },
    },
    artifacts: {
      upload: (name) =>
        Promise.resolve({ id: 77, name, digest: sha256Schema.parse("c".repeat(64)), bytes: 9 }),
    },
    context: {
      source: { repository: null, ref: null, branch: null, headCommit: null, commit: null },
      trigger: null,
      experiment: "train/fit",
      defaultBranch: "main",
      fromFork: false,
    },
    server: "https://github.com",
    secrets: ["a-secret-of-the-job"],
    config: (path) => readRunConfig(join(workspace, path), path),
    compare: (request) =>
      compareRun({ baseline: null, holder: null, comments: null, renderer: createRenderer() }, request),
    ...changes,
  };
  await runAction(
    readInputs((name) => ({ ...RUNNING, ...inputs })[name] ?? ""),
    ports,
  );
  return { ...said, record: () => readRecord(records) };
}

async function readRecord(records: string) {
  const [id = ""] = await readdir(join(records, "pedigree"));
  return runSchema.parse(JSON.parse(await readFile(join(records, "pedigree", id, "run.json"), "utf8")));
}
