import type { Environment } from "./run.ts";

/** Stands where the machine could not be described at all. */
export const UNKNOWN_ENVIRONMENT: Environment = {
  os: "unknown",
  architecture: "unknown",
  cpu: { model: "unknown", cores: 0 },
  memoryBytes: 0,
  gpus: [],
  container: null,
  runtimes: {},
  packages: {},
  lockfiles: {},
  variables: {},
};
