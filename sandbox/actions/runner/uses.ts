import { join, resolve } from "node:path";
import { PedigreeError } from "../../../core/errors.ts";
import { type ActionFile, readAction } from "./action-file.ts";
import type { StepCall } from "./attempt.ts";
import { checkout } from "./checkout.ts";
import type { JobSession } from "./job-session.ts";
import { type Attempt, DONE } from "./outcome.ts";

/** Actions that the runner is itself: they need GitHub's network, or have nothing to do on this machine. */
const BUILT_IN: Readonly<Record<string, (call: StepCall) => Promise<Attempt>>> = {
  "actions/checkout": checkout,
  "actions/setup-node": (call) => own(call, `Node ${process.version} of this machine is used`),
  "actions/setup-python": (call) => own(call, "the Python of this machine is used"),
};

/** What `uses:` names. */
export type UsedAction =
  | { readonly kind: "built-in"; run(call: StepCall): Promise<Attempt> }
  | {
      readonly kind: "action";
      readonly isLocal: boolean;
      readonly action: ActionFile;
      readonly github: GitHubOfAction;
    };

interface GitHubOfAction {
  readonly action_repository: string;
  readonly action_ref: string;
  readonly action_path: string;
}

/**
 * Finds what `uses:` names: a folder of the workspace, an action that the caller gave, or a built-in. INPUT_INVALID for
 * anything else: the sandbox fetches nothing.
 */
export function findAction(session: JobSession, uses: string): UsedAction {
  if (uses.startsWith("./") || uses.startsWith("../")) {
    const folder = resolve(session.folders.workspace, uses);
    return found(folder, "", "");
  }
  const [, name = "", path = "", ref = ""] = /^([^/@]+\/[^/@]+)(\/[^@]*)?@(.+)$/.exec(uses) ?? [];
  const folder = session.actions.get(`${name}@${ref}`) ?? session.actions.get(name);
  if (folder !== undefined) return found(join(folder, path), name, ref);
  const run = BUILT_IN[`${name}${path}`];
  if (run !== undefined) return { kind: "built-in", run };
  throw new PedigreeError("INPUT_INVALID", "the sandbox's runner has no such action", {
    subject: `uses: ${uses}`,
    expected: ["./path", ...session.actions.keys(), ...Object.keys(BUILT_IN)].join(", "),
  });
}

function found(folder: string, repository: string, ref: string): UsedAction {
  const github = { action_repository: repository, action_ref: ref, action_path: folder };
  return { kind: "action", isLocal: repository === "", action: readAction(folder), github };
}

async function own(call: StepCall, message: string): Promise<Attempt> {
  call.session.output.say(message);
  return DONE;
}
