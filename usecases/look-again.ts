import { canonicalJson } from "../core/canonical.ts";
import type { Decision, RequirementResult } from "../core/policy/decision.ts";
import { type Judged, judgePull } from "./judge.ts";
import { type DecidedEdit, judgeEdit } from "./judge-edit.ts";
import type { RegistryPorts } from "./ports.ts";

/** A judgment together with what it was made of. */
export type JudgedPull = Extract<Judged, { kind: "judged" }>;

/**
 * The last look before the branch moves. Showing a decision and building its commit take a while, and only the tip is
 * guarded by the update itself: a review may have been dismissed, a right taken away, a check turned red since. Judges
 * everything anew; undefined unless it is the same head on the same tip, by the same evidence.
 */
export async function lookAgain(ports: RegistryPorts, first: JudgedPull): Promise<JudgedPull | undefined> {
  const again = await judgePull(ports, first.pull.number);
  if (again.kind !== "judged") return undefined;
  return isSame(basisOf(again), basisOf(first)) ? again : undefined;
}

/**
 * The same for people's edit, whose pull request may have been closed, made a draft or pointed elsewhere, too. What its
 * policy would decide otherwise was for its reviewers to read, and is not looked at again.
 */
export async function lookAgainAtEdit(
  ports: RegistryPorts,
  first: DecidedEdit,
): Promise<DecidedEdit | undefined> {
  const present = await judgePull(ports, first.pull.number);
  if (present.kind !== "edit") return undefined;
  const again = await judgeEdit(ports, present.pull);
  if (again.kind !== "judged") return undefined;
  return isSame(basisOfEdit(again), basisOfEdit(first)) ? again : undefined;
}

/** What has to be the same. Moments and wordings may differ, since time goes on. */
function basisOf({ pull, tip, card, decision }: JudgedPull): unknown {
  return { head: pull.head, tip, card: card ?? null, ...verdictOf(decision) };
}

function basisOfEdit({ pull, tip, facts, decision }: DecidedEdit): unknown {
  return { head: pull.head, tip, base: facts.base, paths: facts.paths, ...verdictOf(decision) };
}

function verdictOf({ allowed, requirements }: Pick<Decision, "allowed" | "requirements">) {
  return { allowed, evidence: requirements.map(evidenceOf) };
}

function evidenceOf({ kind, status, evidence, children }: RequirementResult): unknown {
  return { kind, status, evidence, children: children.map(evidenceOf) };
}

function isSame(a: unknown, b: unknown): boolean {
  return canonicalJson(a) === canonicalJson(b);
}
