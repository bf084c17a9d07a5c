import * as core from "@actions/core";
import type { ActionHost, JobEnvironment } from "../../core/ports/action-host.ts";

/** The runner, by GitHub's own toolkit: random delimiters for outputs, escaped workflow commands. */
export function createActionHost(): ActionHost {
  return {
    info: (message) => core.info(message),
    warning: (message) => core.warning(message, { title: "Pedigree" }),
    fail: (message) => core.setFailed(message),
    setOutput: (name, value) => core.setOutput(name, value),
    addSummary: async (markdown) => {
      await core.summary.addRaw(markdown, true).write();
    },
    setExitCode: (code) => {
      process.exitCode = code;
    },
  };
}

/** Variables and masks by the runner's command files and commands. */
export function createJobEnvironment(): JobEnvironment {
  return {
    setVariable: (name, value) => core.exportVariable(name, value),
    hide: (secret) => core.setSecret(secret),
  };
}
