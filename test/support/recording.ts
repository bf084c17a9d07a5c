import { Writable } from "node:stream";
import { createWorkspaceFiles } from "../../adapters/data/workspace-files.ts";
import { createWorkTreeReader } from "../../adapters/git/work-tree.ts";
import { createDiscovery } from "../../adapters/importers/discovery.ts";
import { encodeCurves } from "../../adapters/parquet/curves-parquet.ts";
import { createCommandRunner } from "../../adapters/process/command-runner.ts";
import { createRecordFolders } from "../../adapters/record/record-folder.ts";
import { UNKNOWN_ENVIRONMENT } from "../../core/run/environment.ts";
import { formatRunId } from "../../core/run/run-id.ts";
import type { RecordPorts } from "../../usecases/record-run.ts";
import { tempFolder } from "./temp-folder.ts";

/** The real ports of a recording in two temporary folders; only the machine's description is left out, as it takes seconds. */
export function realPorts(workspace: string): RecordPorts & { readonly records: string } {
  const records = tempFolder();
  let count = 0;
  const silent = () => new Writable({ write: (_chunk, _encoding, done) => done() });
  return {
    records,
    clock: { now: () => new Date(Date.UTC(2026, 0, 31, 12, 0, count++)).toISOString() },
    ids: { next: () => formatRunId(Date.UTC(2026, 0, 31), new Uint8Array(10).fill(7)) },
    workTree: createWorkTreeReader(workspace),
    commands: createCommandRunner({ cwd: workspace, env: process.env, stdout: silent(), stderr: silent() }),
    files: createWorkspaceFiles(workspace),
    environment: { read: () => Promise.resolve({ value: UNKNOWN_ENVIRONMENT, warnings: [] }) },
    folders: createRecordFolders([records]),
    discovery: createDiscovery(workspace),
    curves: { encode: (curves) => Promise.resolve(encodeCurves(curves)) },
  };
}
