import { readFile } from "node:fs/promises";
import { getOctokit } from "@actions/github";
import { createActionHost } from "../../adapters/actions/host.ts";
import { createSettingsMemory, GitHubBranchSettings } from "../../adapters/github/branch-settings.ts";
import { openRegistry } from "../../adapters/github/open-registry.ts";
import { TokenAccess } from "../../adapters/github/token-access.ts";
import { GitHubTrainingRuns } from "../../adapters/github/training-runs.ts";
import { documents } from "../../adapters/importers/documents.ts";
import { curveFiles } from "../../adapters/parquet/curves-parquet.ts";
import { createRenderer } from "../../adapters/render/renderer.ts";
import { attestationVerifier } from "../../adapters/sigstore/attestation-verifier.ts";
import type { ActionHost } from "../../core/ports/action-host.ts";
import type { GovernPorts } from "../../usecases/govern-once.ts";
import { type GovernInputs, isSharedIdentity } from "./inputs.ts";

/** GitHub answers within seconds or not at all. */
const REQUEST_TIMEOUT_MS = 30_000;

export interface GovernParts {
  readonly host: ActionHost;
  readonly payload: (path: string) => Promise<unknown>;
  readonly open: (inputs: GovernInputs) => Promise<GovernPorts>;
}

/** The one place where the ports of the registry's workflow meet their adapters. */
export function wireGovern(): GovernParts {
  return { host: createActionHost(), payload: readPayload, open };
}

async function readPayload(path: string): Promise<unknown> {
  return JSON.parse(await readFile(path, "utf8"));
}

async function open(inputs: GovernInputs): Promise<GovernPorts> {
  const client = getOctokit(inputs.token, { baseUrl: inputs.apiUrl, request: { fetch: fetchInTime } });
  const access = new TokenAccess(client);
  const found = await access.require(inputs.repository);
  const { appId } = inputs;
  const branch = inputs.branch ?? found.defaultBranch;
  const isDefault = branch === found.defaultBranch;
  const place = { fullName: found.fullName, branch, isDefault, appId, asApp: true };
  const registry = openRegistry(found, {
    branch,
    appId,
    bot: await access.bot(inputs.appSlug),
    // A job ends: nobody would hear a button, whosever token it has.
    buttons: false,
    keeper: isSharedIdentity(inputs) ? "workflow" : "app",
    serverUrl: inputs.serverUrl,
    access,
    settings: new GitHubBranchSettings(found.api, place, createSettingsMemory()),
  });
  return {
    ...registry,
    runs: new GitHubTrainingRuns(access, { download: { apiUrl: inputs.apiUrl } }),
    attestations: attestationVerifier,
    documents,
    curves: curveFiles,
    renderer: createRenderer({ server: inputs.serverUrl }),
  };
}

const fetchInTime: typeof fetch = (input, init) =>
  fetch(input, { ...init, signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS) });
