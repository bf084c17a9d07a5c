import type { RunConfig } from "./config.ts";

/** What holds where a training repository has no configuration: such a run does not load the schema. */
export const DEFAULT_RUN_CONFIG: RunConfig = {
  schemaVersion: 1,
  metrics: {},
  compare: { history: 0, repeats: [] },
  gate: false,
  environment: { variables: [] },
  ignore: [],
};
