import { PedigreeError } from "../core/errors.ts";
import type { CommitSha } from "../core/names.ts";
import type { Policy } from "../core/policy/policy.ts";
import type { HistoryCommit } from "../core/ports/registry-history.ts";
import { type EditGate, passGate } from "../core/registry/edit-gate.ts";
import { POLICY_PATH } from "../core/registry/layout.ts";
import { attempt } from "../core/registry/verify-event.ts";
import type { Finding } from "../core/registry/verify-finding.ts";
import { type Files, readText, type VerifyPorts } from "./verify-known.ts";

/** What a commit is to the gate. `in`: it let something in that was decided. `note`: a landing that did not. */
export type GateStep = "in" | "note" | "other";

/**
 * Follows the policy in force from commit to commit, by the same rules as the App: what lands lets the newest policy come
 * into force, and while that governs edits, nothing else does.
 */
export class GateWalk {
  /** What went around the gate and has not been acknowledged, by commit. */
  readonly #around = new Map<CommitSha, readonly Finding[]>();
  readonly #ports: VerifyPorts;
  #gate: EditGate | undefined;

  constructor(ports: VerifyPorts) {
    this.#ports = ports;
  }

  /** The gate before the next commit. */
  at(parent: CommitSha): EditGate {
    return this.#gate ?? { policy: undefined, trusted: parent, around: [] };
  }

  /** Goes past a commit; true where it went around the gate. */
  async pass(commit: HistoryCommit, after: Files, step: GateStep): Promise<boolean> {
    const gate = this.at(commit.id);
    if (step === "note") return false;
    const edit = gate.policy?.access.edit;
    if (step === "in" || edit === undefined) {
      const isEdited = commit.changes.some(({ path }) => path === POLICY_PATH);
      const keeps = step === "other" && !isEdited;
      const policy = keeps ? gate.policy : await this.#policyIn(after);
      this.#gate = { policy, trusted: commit.id, around: [] };
      return false;
    }
    const [parent] = commit.parents;
    const paths = commit.changes.map(({ path }) => path);
    this.#gate = passGate(gate, edit, { commit: commit.id, parent, author: null, paths });
    if (this.#gate === gate) return false;
    const covered = this.#gate.around.at(-1)?.paths ?? [];
    this.#around.set(
      commit.id,
      covered.map((file) => aroundFinding(commit.id, file)),
    );
    return true;
  }

  acknowledge(commits: readonly CommitSha[]): void {
    for (const commit of commits) this.#around.delete(commit);
  }

  get findings(): readonly Finding[] {
    return [...this.#around.values()].flat();
  }

  async #policyIn(files: Files): Promise<Policy | undefined> {
    const text = await readText(this.#ports.history, files, POLICY_PATH);
    const policy = typeof text === "string" ? attempt(() => this.#ports.documents.policy(text)) : text;
    return policy instanceof PedigreeError ? undefined : policy;
  }
}

function aroundFinding(commit: CommitSha, file: string): Finding {
  const expected = "a change by an edit that landed, or one that an edit acknowledges";
  return { code: "ungoverned-edit", commit, file, path: null, expected, found: "a change by another commit" };
}
