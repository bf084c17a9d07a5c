import type { CommitSha } from "../names.ts";
import { grantsFor } from "../policy/edit-grants.ts";
import { MAX_NAMED_PATHS, type ObservedCommit } from "../policy/observed-commit.ts";
import type { EditGrant, Policy } from "../policy/policy.ts";
import { parsePath } from "./layout.ts";
import { isRecordPath } from "./record-path.ts";

/** What people's edits are judged by, at some commit of the registry branch. */
export interface EditGate {
  /** The policy in force; undefined where there is none that can be used: then nobody's edits are governed. */
  readonly policy: Policy | undefined;
  /** The commit whose policy and owners judge where something went around the gate; else the tip's do. */
  readonly trusted: CommitSha;
  /** Changes of covered paths that no edit's landing made, since the last landing that let something in. */
  readonly around: readonly ObservedCommit[];
}

/** A commit that is no landing. */
export interface PassedCommit {
  readonly commit: CommitSha;
  readonly parent: CommitSha | undefined;
  readonly author: ObservedCommit["author"];
  readonly paths: readonly string[];
}

/**
 * The gate behind a commit that is no landing, while edits are governed: whatever it changed of what `edit` covers went
 * around the gate, and what it made of the policy is not in force.
 */
export function passGate(
  gate: EditGate,
  edit: readonly EditGrant[],
  { commit, parent, author, paths }: PassedCommit,
): EditGate {
  const covered = paths.filter((path) => isGoverned(edit, path));
  if (covered.length === 0) return gate;
  const trusted = gate.around.length === 0 ? (parent ?? gate.trusted) : gate.trusted;
  return { ...gate, trusted, around: [...gate.around, observeCommit(commit, author, covered)] };
}

/** Records of models are looked after by themselves; the registry's own log is looked after here. */
function isGoverned(edit: readonly EditGrant[], path: string): boolean {
  if (parsePath(path)?.kind === "edit-event") return true;
  return !isRecordPath(path) && grantsFor(edit, path).length > 0;
}

/** A commit as an event names it. */
export function observeCommit(
  commit: CommitSha,
  author: ObservedCommit["author"],
  paths: readonly string[],
): ObservedCommit {
  const named = paths.slice(0, MAX_NAMED_PATHS);
  return { commit, author, paths: named, morePaths: paths.length - named.length };
}
