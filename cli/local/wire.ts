import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { dirname, relative, resolve } from "node:path";
import process from "node:process";
import { createWorkspaceFiles } from "../../adapters/data/workspace-files.ts";
import { createEnvironmentReader } from "../../adapters/environment/environment-reader.ts";
import { readLocalContext } from "../../adapters/git/local-context.ts";
import { createWorkTreeReader } from "../../adapters/git/work-tree.ts";
import { createCommandRunner } from "../../adapters/process/command-runner.ts";
import { findStore } from "../../adapters/store/find-store.ts";
import { createLiveFolders } from "../../adapters/store/live-folders.ts";
import { FolderRunStore } from "../../adapters/store/run-folder-store.ts";
import { PedigreeError } from "../../core/errors.ts";
import { DEFAULT_RUN_CONFIG, type RunConfig } from "../../core/run/config.ts";
import { secretValues } from "../../core/run/redact.ts";
import { formatRunId } from "../../core/run/run-id.ts";
import type { RecordPorts } from "../../usecases/record-run.ts";
import type { LocalRuns, Program } from "./ports.ts";

/** A person may want a checkpoint to be written after Ctrl-C; nothing ends this machine meanwhile, as a runner does. */
const GRACE_MS = 30_000;
const CONFIG = ".github/pedigree.yml";

export interface LocalOptions {
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  /** The store that was named on the command line. */
  readonly named: string | undefined;
  /** Whether the answer is JSON on standard output, which a command must not write into. */
  readonly json: boolean;
}

/** The runs of this machine, with everything that records new ones. */
export function openLocalRuns(options: LocalOptions): LocalRuns {
  const { folder, env, named } = options;
  const root = findStore(folder, named ?? env.PEDIGREE_STORE);
  const store = new FolderRunStore(root);
  const inside = relative(folder, root);
  return {
    root,
    store,
    folderOf: (id) => store.folderOf(id),
    context: (words) => readLocalContext({ folder, env, words }),
    config: (path) => readConfig(folder, path),
    leftOut: inside.startsWith("..") ? [] : [`!${inside}`],
    secrets: secretValues(env),
    recording: (program) => recordPorts(options, root, program),
    keep: async ({ run, folder: record }) => {
      await store.keep(run.id, record);
      await rm(dirname(record), { recursive: true, force: true });
      return store.folderOf(run.id);
    },
  };
}

async function readConfig(folder: string, path: string | undefined): Promise<RunConfig> {
  const place = resolve(folder, path ?? CONFIG);
  const isThere = existsSync(place);
  if (!isThere && path !== undefined)
    throw new PedigreeError("FILE_NOT_FOUND", "there is no configuration", {
      subject: path,
      found: "nothing",
    });
  if (!isThere) return DEFAULT_RUN_CONFIG;
  const { readRunConfig } = await import("../../adapters/importers/run-config-file.ts");
  return await readRunConfig(place, path ?? CONFIG);
}

function recordPorts({ folder, env, json }: LocalOptions, root: string, program: Program): RecordPorts {
  return {
    clock: { now: () => new Date().toISOString() },
    ids: { next: () => formatRunId(Date.now(), randomBytes(10)) },
    workTree: createWorkTreeReader(folder),
    commands: createCommandRunner({
      cwd: folder,
      env,
      stdout: json ? process.stderr : process.stdout,
      stderr: process.stderr,
      graceMs: GRACE_MS,
      // A process of another group may not read from a terminal.
      passInput: process.stdin.isTTY !== true,
      ...(program.kind === "words" ? { program: program.words } : {}),
    }),
    files: createWorkspaceFiles(folder),
    environment: createEnvironmentReader({ workspace: folder, env }),
    folders: createLiveFolders(root),
    curves: {
      encode: async (curves) =>
        (await import("../../adapters/parquet/curves-parquet.ts")).encodeCurves(curves),
    },
    discovery: {
      find: async (request) =>
        await (await import("../../adapters/importers/discovery.ts")).createDiscovery(folder).find(request),
    },
  };
}
