import { join } from "node:path";
import type { ActionFile, NodeAction } from "./action-file.ts";
import { actionInputs, inputEnv } from "./action-inputs.ts";
import { runStepProcess, type StepCall } from "./attempt.ts";
import { holds } from "./expression.ts";
import { scopeOf } from "./job-session.ts";
import type { Attempt } from "./outcome.ts";

/** What `pre`, `main` and `post` of one step hand on to each other through `GITHUB_STATE`. */
export type ActionState = Map<string, string>;

/** Runs `main` of a JavaScript action on the Node that runs the sandbox; its `post` is kept for the end of the job. */
export async function runNodeAction(
  call: StepCall,
  action: ActionFile & { readonly runs: NodeAction },
  state: ActionState,
): Promise<Attempt> {
  const inputs = inputEnv(actionInputs(call, action));
  const { session, parts } = call;
  const { post, postCondition } = action.runs;
  if (post !== null) {
    session.posts.push({
      name: `Post ${action.name}`,
      async run() {
        if (!holds(postCondition, scopeOf(session, parts))) return "skipped";
        // Inputs are evaluated anew, as GitHub's runner does for each part: `job.status` has changed since.
        return runEntry(call, action, { entry: post, inputs: inputEnv(actionInputs(call, action)), state });
      },
    });
  }
  return runEntry(call, action, { entry: action.runs.main, inputs, state });
}

/** Runs `pre` of an action at the start of a job, before any step has run. */
export async function runPre(
  call: StepCall,
  action: ActionFile & { readonly runs: NodeAction },
  state: ActionState,
): Promise<Attempt | "skipped"> {
  const { pre, preCondition } = action.runs;
  if (pre === null || !holds(preCondition, scopeOf(call.session, call.parts))) return "skipped";
  return runEntry(call, action, { entry: pre, inputs: inputEnv(actionInputs(call, action)), state });
}

interface Entry {
  readonly entry: string;
  readonly inputs: Readonly<Record<string, string>>;
  readonly state: ActionState;
}

async function runEntry(
  call: StepCall,
  action: ActionFile,
  { entry, inputs, state }: Entry,
): Promise<Attempt> {
  const { session } = call;
  const states = Object.fromEntries([...state].map(([name, value]) => [`STATE_${name}`, value]));
  const env = { ...session.actionEnv, ...inputs, ...states };
  const command = {
    file: process.execPath,
    arguments: [join(action.folder, entry)],
    folder: session.folders.workspace,
  };
  const attempt = await runStepProcess(call, command, env);
  for (const [name, value] of attempt.state) state.set(name, value);
  return attempt;
}
