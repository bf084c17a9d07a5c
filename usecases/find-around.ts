import { PedigreeError } from "../core/errors.ts";
import type { CommitSha } from "../core/names.ts";
import type { ObservedCommit } from "../core/policy/observed-commit.ts";
import type { Policy } from "../core/policy/policy.ts";
import { type EditGate, passGate } from "../core/registry/edit-gate.ts";
import { POLICY_PATH } from "../core/registry/layout.ts";
import { changedPaths } from "../core/registry/protected-paths.ts";
import { findLanding } from "./find-landing.ts";
import { type CommitLook, lookAt, MAX_COMMITS_SINCE_LANDING } from "./find-ungoverned.ts";
import type { RegistryPorts } from "./ports.ts";
import { readFile } from "./read-registry.ts";

type Reading = Pick<RegistryPorts, "repository" | "registry" | "documents">;

/**
 * Follows the policy that is in force from the last landing to the tip. While it governs edits, a commit that changes a
 * covered path, or the registry's own log, without being a landing went around the gate: what it made of the policy is not
 * in force. While it does not, people edit freely and the newest policy counts. Nothing lands on top of a change around the
 * gate but the edit that acknowledges it, so what lies before the last landing has been looked at. Notes are passed by: they
 * land without anybody's approval.
 */
export async function findEditGate(ports: Reading, tip: CommitSha): Promise<EditGate> {
  const { base, since } = await commitsSince(ports, tip);
  if (since === undefined) return gateFromAfar(ports, { base, tip });
  let gate: EditGate = { policy: await readPolicyAt(ports, base), trusted: base, around: [] };
  for (const { commit, look } of since) gate = await step(ports, gate, { commit, look });
  return gate.around.length === 0 ? { ...gate, trusted: tip } : gate;
}

interface Passed {
  readonly commit: CommitSha;
  readonly look: CommitLook;
}

/**
 * Commits since the last landing that let something in, or since the root, oldest first; undefined where they are too many
 * to be looked at one by one.
 */
async function commitsSince(ports: Reading, tip: CommitSha): Promise<{ base: CommitSha; since?: Passed[] }> {
  const since: Passed[] = [];
  let commit: CommitSha = tip;
  for (let seen = 0; seen < MAX_COMMITS_SINCE_LANDING; seen++) {
    const look = await lookAt(ports, commit);
    if (look.landing === "decided" || look.landing === "edited" || look.parent === undefined) {
      return { base: commit, since };
    }
    since.unshift({ commit, look });
    commit = look.parent;
  }
  return { base: await findLanding(ports, commit) };
}

/**
 * Too many commits to follow: what they made of the covered paths together counts as one change around the gate, by the
 * tip, so that nobody brings a policy into force by pushing enough.
 */
async function gateFromAfar(
  ports: Reading,
  { base, tip }: { readonly base: CommitSha; readonly tip: CommitSha },
): Promise<EditGate> {
  const policy = await readPolicyAt(ports, base);
  const edit = policy?.access.edit;
  if (edit === undefined) return { policy: await readPolicyAt(ports, tip), trusted: tip, around: [] };
  const { author } = await ports.repository.describe(tip);
  const paths = changedPaths(await ports.repository.tree(base), await ports.repository.tree(tip));
  const gate = passGate({ policy, trusted: base, around: [] }, edit, {
    commit: tip,
    parent: base,
    author,
    paths,
  });
  return gate.around.length === 0 ? { ...gate, trusted: tip } : gate;
}

async function step(ports: Reading, gate: EditGate, { commit, look }: Passed): Promise<EditGate> {
  if (look.landing !== undefined) return gate;
  const edit = gate.policy?.access.edit;
  if (edit !== undefined) return passGate(gate, edit, { commit, ...look });
  return look.paths.includes(POLICY_PATH) ? { ...gate, policy: await readPolicyAt(ports, commit) } : gate;
}

async function readPolicyAt(
  { repository, documents }: Reading,
  commit: CommitSha,
): Promise<Policy | undefined> {
  try {
    const text = await readFile(repository, await repository.tree(commit), POLICY_PATH);
    return text === undefined ? undefined : documents.policy(text);
  } catch (error) {
    if (error instanceof PedigreeError && error.family === "user") return undefined;
    throw error;
  }
}

/** The error that keeps everything shut until somebody has acknowledged the changes. */
export function aroundError(around: readonly ObservedCommit[]): PedigreeError {
  const [first] = around;
  const more = around.length > 1 ? ` and ${around.length - 1} more commits` : "";
  return new PedigreeError("EDIT_UNGOVERNED", "the registry was changed around access.edit", {
    subject: first?.paths.join(", ") ?? POLICY_PATH,
    expected: "edits that the App landed",
    found: `commit ${first?.commit} by ${first?.author?.login ?? "an unknown account"}${more}`,
    remedy: "land an edit by pull request, approved for these paths as well, which acknowledges it",
  });
}
