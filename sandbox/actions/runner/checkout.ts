import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { actionInputs } from "./action-inputs.ts";
import { runStepProcess, type StepCall } from "./attempt.ts";
import { type Attempt, DONE } from "./outcome.ts";

/** Inputs of `actions/checkout` that matter here; the others have no effect in the sandbox. */
const INPUTS = new Map([
  ["repository", ""],
  ["ref", ""],
  ["token", ""],
  ["path", "."],
  ["fetch-depth", "1"],
  ["persist-credentials", "true"],
]);

/**
 * The built-in `actions/checkout`: a real fetch of the workflow's commit from the sandbox over HTTP, with the job's token
 * kept in the clone's own configuration as the original does, so that later steps can push.
 */
export async function checkout(call: StepCall): Promise<Attempt> {
  const { session } = call;
  const inputs = actionInputs(call, { inputs: INPUTS });
  const repository = inputs.repository === "" ? (session.github.repository ?? "") : inputs.repository;
  const isOwn = repository === session.github.repository && inputs.ref === "";
  const ref = (isOwn ? session.github.ref : inputs.ref) || "HEAD";
  const folder = join(session.folders.workspace, inputs.path ?? ".");
  const token = inputs.token === "" ? session.token : (inputs.token ?? "");
  session.output.mask(token);
  const credentials = Buffer.from(`x-access-token:${token}`).toString("base64");
  session.output.mask(credentials);
  mkdirSync(folder, { recursive: true });
  const header = `http.${session.gitUrl}/.extraheader`;
  const isWhole = inputs["fetch-depth"] === "0";
  const depth = isWhole ? ["--tags"] : [`--depth=${inputs["fetch-depth"] ?? "1"}`, "--no-tags"];
  const commands = [
    ["init", "--quiet", "--initial-branch=main"],
    ["remote", "add", "origin", `${session.gitUrl}/${repository}.git`],
    ["config", header, `AUTHORIZATION: basic ${credentials}`],
    [
      "fetch",
      "--quiet",
      ...depth,
      "origin",
      ...refspecs({ ref, sha: isOwn ? session.github.sha : undefined, isWhole }),
    ],
    ...checkoutCommands(ref),
    ...(inputs["persist-credentials"] === "false" ? [["config", "--unset-all", header]] : []),
  ];
  return runAll(call, folder, commands);
}

interface Wanted {
  readonly ref: string;
  /** The workflow's own commit, which is fetched by its id: the branch may have moved on. */
  readonly sha: string | undefined;
  readonly isWhole: boolean;
}

/** The wanted commit first, since that is what FETCH_HEAD names; with the whole history all branches, too. */
function refspecs({ ref, sha, isWhole }: Wanted): readonly string[] {
  const own = sha === undefined ? ref : `+${sha}:${trackingRef(ref)}`;
  return isWhole ? [own, "+refs/heads/*:refs/remotes/origin/*"] : [own];
}

function trackingRef(ref: string): string {
  return ref.startsWith("refs/heads/")
    ? ref.replace("refs/heads/", "refs/remotes/origin/")
    : ref.replace("refs/", "refs/remotes/");
}

/** A branch is checked out as a branch, anything else with a detached head, as the original does. */
function checkoutCommands(ref: string): readonly (readonly string[])[] {
  const branch = /^refs\/heads\/(.+)$/.exec(ref)?.[1];
  if (branch === undefined) return [["checkout", "--quiet", "--force", "--detach", "FETCH_HEAD"]];
  return [
    ["checkout", "--quiet", "--force", "-B", branch, "FETCH_HEAD"],
    ["config", `branch.${branch}.remote`, "origin"],
    ["config", `branch.${branch}.merge`, ref],
  ];
}

async function runAll(
  call: StepCall,
  folder: string,
  commands: readonly (readonly string[])[],
): Promise<Attempt> {
  const env = { GIT_TERMINAL_PROMPT: "0", GIT_CONFIG_NOSYSTEM: "1" };
  for (const command of commands) {
    const attempt = await runStepProcess(call, { file: "git", arguments: command, folder }, env);
    if (attempt.exitCode !== 0) return attempt;
  }
  return DONE;
}
