import { digestOf } from "../core/canonical.ts";
import { PedigreeError } from "../core/errors.ts";
import type { CommitSha } from "../core/names.ts";
import { decideEdit } from "../core/policy/decide-edit.ts";
import type { EditDecision } from "../core/policy/edit-decision.ts";
import type { EditFacts } from "../core/policy/edit-facts.ts";
import type { PullRequest } from "../core/ports/pull-requests.ts";
import type { Tree } from "../core/ports/registry-repository.ts";
import { parseCheckKey } from "../core/registry/check-key.ts";
import { parseCanonical } from "../core/registry/documents.ts";
import { editEventSchema } from "../core/registry/edit-event.ts";
import { type EditLog, EMPTY_EDIT_LOG, newestEdit } from "../core/registry/edit-log.ts";
import { formatPath } from "../core/registry/layout.ts";
import { type EditPlan, planEdit } from "../core/registry/plan-edit.ts";
import { gatherEditFacts } from "./edit-facts.ts";
import { type PullReads, readPull } from "./facts-question.ts";
import type { RegistryPorts } from "./ports.ts";
import { readForEdit } from "./read-governed.ts";
import { readFile } from "./read-registry.ts";

/** What one look at people's own pull request came to. */
export type JudgedEdit =
  /** The policy says nothing of edits, or the pull request is none. */
  | { readonly kind: "foreign"; readonly pull: PullRequest; readonly reason: string }
  | {
      readonly kind: "shut";
      readonly pull: PullRequest;
      readonly reads: PullReads;
      readonly error: PedigreeError;
    }
  | {
      readonly kind: "judged";
      readonly pull: PullRequest;
      readonly reads: PullReads;
      readonly tip: CommitSha;
      readonly facts: EditFacts;
      readonly decision: EditDecision;
      /** What would land; only when it is allowed. */
      readonly plan: EditPlan | undefined;
    };

/** An edit that could be judged, with what it was judged by. */
export type DecidedEdit = Extract<JudgedEdit, { kind: "judged" }>;

/** Judges an edit by the policy in force on the registry branch; what the head says of the policy decides nothing. */
export async function judgeEdit(ports: RegistryPorts, pull: PullRequest): Promise<JudgedEdit> {
  const state = await readForEdit(ports);
  const { policy } = state;
  if (policy?.access.edit === undefined) {
    return { kind: "foreign", pull, reason: "the policy says nothing of edits (access.edit)" };
  }
  const reads = await readPull(ports, pull);
  // A check belongs to a commit: judging one that the App made for something else would overwrite what is said there.
  const origin = reads.checks.known ? parseCheckKey(reads.checks.value.own?.key).origin : null;
  if (origin !== null && origin.kind !== "edit") {
    return { kind: "foreign", pull, reason: "its head is a commit of one of the App's own requests" };
  }
  try {
    if (!pull.headInRepository) throw fromFork(pull);
    const facts = await gatherEditFacts(ports, { pull, reads, state, policy });
    const decision = decideEdit(policy, facts);
    const log = decision.allowed ? await readEditLog(ports, state.tree) : EMPTY_EDIT_LOG;
    const plan = decision.allowed ? planEdit(log, { pull: pull.number, decision, facts }) : undefined;
    return { kind: "judged", pull, reads, tip: state.tip, facts, decision, plan };
  } catch (error) {
    if (error instanceof PedigreeError && error.family === "user") {
      return { kind: "shut", pull, reads, error };
    }
    throw error;
  }
}

/** Who pushed to a fork the registry cannot know, and its objects need not be the registry's. */
function fromFork(pull: PullRequest): PedigreeError {
  return new PedigreeError("EDIT_REFUSED", "an edit from a fork is not judged", {
    subject: `#${pull.number}`,
    expected: "a branch of the registry repository",
    found: "a branch of another repository",
    remedy: "push the branch to the registry repository and open the pull request from there",
  });
}

/** The end of the registry's own log in a tree. */
async function readEditLog({ repository }: RegistryPorts, tree: Tree): Promise<EditLog> {
  const sequence = newestEdit(tree.keys());
  if (sequence === 0) return EMPTY_EDIT_LOG;
  const path = formatPath({ kind: "edit-event", sequence });
  const event = parseCanonical(editEventSchema, (await readFile(repository, tree, path)) ?? "", path);
  return { sequence, last: digestOf(event) };
}
