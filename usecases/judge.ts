import { PedigreeError } from "../core/errors.ts";
import type { CommitSha } from "../core/names.ts";
import type { Policy } from "../core/policy/policy.ts";
import type { PullRequest } from "../core/ports/pull-requests.ts";
import type { GovernedBranch } from "../core/registry/branch-name.ts";
import { recognisePull } from "../core/registry/pull-subject.ts";
import type { Stages } from "../core/registry/stages.ts";
import { type PullReads, readPull } from "./facts-question.ts";
import type { Judgment } from "./judge-context.ts";
import { judgeMove } from "./judge-move.ts";
import { judgeVersion } from "./judge-version.ts";
import type { RegistryPorts } from "./ports.ts";
import { readGoverned } from "./read-governed.ts";
import { type RegistryState, readModel } from "./read-registry.ts";
import { recognise } from "./recognise.ts";

/** What one look at a pull request came to. */
export type Judged =
  | { readonly kind: "foreign" | "held"; readonly pull: PullRequest; readonly reason: string }
  /** People's own: `judgeEdit` says more. */
  | { readonly kind: "edit"; readonly pull: PullRequest }
  | { readonly kind: "finished"; readonly pull: PullRequest; readonly branch: GovernedBranch }
  /** Open, but what it asks for is so already. */
  | { readonly kind: "moot"; readonly pull: PullRequest; readonly reason: string }
  | {
      readonly kind: "shut";
      readonly pull: PullRequest;
      readonly reads: PullReads;
      readonly error: PedigreeError;
    }
  | (Judgment & {
      readonly pull: PullRequest;
      readonly reads: PullReads;
      readonly tip: CommitSha;
      readonly policy: Policy;
      readonly branch: GovernedBranch;
      /** The model's stages that were judged. */
      readonly stages: Stages;
    });

/** A request that is to be judged, with what GitHub says about its pull request. */
export interface OpenRequest {
  readonly kind: "open";
  readonly pull: PullRequest;
  readonly reads: PullReads;
  readonly branch: GovernedBranch;
}

/** What is not judged here. */
export type NoRequest = Extract<Judged, { kind: "foreign" | "held" | "edit" | "finished" }>;
/** What became of one that was. */
export type JudgedRequest = Exclude<Judged, NoRequest>;

/**
 * Reads everything anew, and decides. The pull request is read before the tip: whatever its head contains had
 * landed by then, so a commit with parents (tip, head) can never carry a newer state than the one that was judged.
 */
export async function judgePull(ports: RegistryPorts, number: number): Promise<Judged> {
  const request = await readRequest(ports, number);
  return request.kind === "open" ? judgeRequest(ports, request, () => readGoverned(ports)) : request;
}

/** Recognises a pull request, and reads more of it only where it is to be judged. */
export async function readRequest(ports: RegistryPorts, number: number): Promise<OpenRequest | NoRequest> {
  const pull = await ports.pulls.get(number);
  const subject = await recognise(ports, pull);
  if (subject.kind === "foreign" || subject.kind === "held") {
    return { kind: subject.kind, pull, reason: subject.reason };
  }
  if (subject.kind === "edit") return { kind: "edit", pull };
  const { branch } = subject;
  if (subject.kind === "finished") return { kind: "finished", pull, branch };
  return { kind: "open", pull, reads: await readPull(ports, pull), branch };
}

/** Every open pull request by which the App asks for something, drafts left out. */
export async function findRequests(
  ports: Pick<RegistryPorts, "pulls" | "registry">,
): Promise<readonly PullRequest[]> {
  const open = await ports.pulls.open();
  return open.filter((pull) => recognisePull(pull, ports.registry).kind === "governed");
}

/** Judges a request on the registry as `readState` finds it. */
export async function judgeRequest(
  ports: RegistryPorts,
  { pull, reads, branch }: OpenRequest,
  readState: () => Promise<RegistryState>,
): Promise<JudgedRequest> {
  try {
    const state = await readState();
    const model = await readModel(ports, state.tree, branch.model);
    const context = { pull, reads, state, model };
    const result =
      branch.kind === "register"
        ? await judgeVersion(ports, branch, context)
        : await judgeMove(ports, branch, context);
    if (typeof result === "string") return { kind: "moot", pull, reason: result };
    return { ...result, pull, reads, branch, tip: state.tip, policy: state.policy, stages: model.stages };
  } catch (error) {
    // What somebody can mend in the registry keeps the gate shut and is shown; a lost connection is tried again.
    if (error instanceof PedigreeError && error.family === "user") {
      return { kind: "shut", pull, reads, error };
    }
    throw error;
  }
}
