import { PedigreeError } from "../errors.ts";
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

/** What holds where a training repository has a configuration that cannot be read. */
export const UNREAD_RUN_CONFIG: RunConfig = { ...DEFAULT_RUN_CONFIG, gate: "unknown" };

/** Where the configuration is looked for when nobody names another place. */
export const CONFIG_PATH = ".github/pedigree.yml";

/** What counts where there is no configuration: the defaults. Raises FILE_NOT_FOUND where somebody named one, with goals and a gate. */
export function absentConfig(named: string | undefined): RunConfig {
  if (named === undefined) return DEFAULT_RUN_CONFIG;
  throw new PedigreeError("FILE_NOT_FOUND", "there is no configuration", {
    subject: named,
    found: "nothing",
  });
}
