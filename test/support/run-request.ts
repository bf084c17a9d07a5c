import type { RunRequest } from "../../core/run/assemble.ts";
import { DEFAULT_RUN_CONFIG } from "../../core/run/default-config.ts";
import { createRedactor } from "../../core/run/redact.ts";

/** A request that asks for nothing beyond what is always recorded; the secrets are redacted. */
export function runRequest(secrets: readonly string[] = []): RunRequest {
  return {
    experiment: "train/fit",
    name: null,
    notes: null,
    tags: [],
    command: null,
    metrics: [],
    params: [],
    data: [],
    artifacts: [],
    model: [],
    config: DEFAULT_RUN_CONFIG,
    registration: null,
    trigger: null,
    source: { repository: null, ref: null, branch: null, headCommit: null, commit: null },
    jobStatus: "finished",
    redact: createRedactor(secrets),
    warnings: [],
  };
}
