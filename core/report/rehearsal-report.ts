import { canonicalJson } from "../canonical.ts";
import { decide } from "../policy/decide.ts";
import type { Decision, Move, RequirementResult } from "../policy/decision.ts";
import type { Facts } from "../policy/facts.ts";
import type { Policy } from "../policy/policy.ts";
import { rehearse } from "../policy/rehearse.ts";
import { formatTitle } from "../registry/title.ts";
import { outcomeOf } from "./decision-report.ts";
import { type Phrase, phraseOf } from "./phrase.ts";

/** One move that another policy decides otherwise. */
export interface RehearsalRow {
  readonly title: string;
  readonly pull: number;
  /** Own words only. */
  readonly outcome: string;
  readonly because: readonly Phrase[];
}

/** What a changed policy would make of open and past moves, and how many of them were looked at. */
export interface EditRehearsal {
  readonly open: Looked;
  readonly past: Looked;
}

export interface Looked {
  readonly looked: number;
  readonly total: number;
  readonly rows: readonly RehearsalRow[];
}

/** A decision with its facts, and the pull request that it was made on. */
export interface DecidedMove {
  readonly pull: number;
  readonly decision: Decision;
  readonly facts: Facts;
}

/** Past moves: what landed and would not have. What was refused at the time left no event. */
export function rehearsePast(policy: Policy, moves: readonly DecidedMove[], total: number): Looked {
  const rows = moves.flatMap((move): RehearsalRow[] => {
    const rehearsal = rehearse(policy, move);
    if (rehearsal.kind === "same") return [];
    const { pull, decision } = move;
    const part = { title: titleOf(decision.move), pull };
    if (rehearsal.kind === "displaces") return [{ ...part, outcome: "would displace others", because: [] }];
    const outcome = rehearsal.kind === "refused" ? "would be refused" : NOT_TOLD;
    return [{ ...part, outcome, because: titlesOf(rehearsal.because) }];
  });
  return { looked: moves.length, total, rows };
}

/** Open moves: whether the same facts come out otherwise, or other requirements are left open. */
export function rehearseOpen(policy: Policy, moves: readonly DecidedMove[], total: number): Looked {
  const rows = moves.flatMap(({ pull, decision, facts }): RehearsalRow[] => {
    const again = decide(policy, facts);
    if (canonicalJson(gist(again)) === canonicalJson(gist(decision))) return [];
    const open = openOf(again);
    const unclear = open.length > 0 && open.every(({ status }) => status === "unknown");
    const outcome = unclear ? NOT_TOLD : OUTCOMES[outcomeOf(again)];
    return [{ title: titleOf(decision.move), pull, outcome, because: titlesOf(open) }];
  });
  return { looked: moves.length, total, rows };
}

const NOT_TOLD = "cannot be told from what was looked up";
const OUTCOMES = {
  success: "would land",
  waiting: "would wait",
  failure: "would be refused",
} as const;

function gist(decision: Decision) {
  const open = openOf(decision).map(({ kind, title, status }) => ({ kind, title, status }));
  return { outcome: outcomeOf(decision), open, displaced: decision.displaced };
}

function openOf({ requirements }: Decision): readonly RequirementResult[] {
  return requirements.filter(({ status }) => status !== "passed");
}

function titlesOf(results: readonly RequirementResult[]): readonly Phrase[] {
  return results.map(({ title }) => phraseOf(title));
}

function titleOf({ model, version, to, from }: Move): string {
  return formatTitle({ model, version, to: from === null ? null : to });
}
