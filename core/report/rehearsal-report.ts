import { decide } from "../policy/decide.ts";
import { type Decision, type Move, openOf, type RequirementResult } from "../policy/decision.ts";
import type { Facts } from "../policy/facts.ts";
import type { Policy } from "../policy/policy.ts";
import { rehearse } from "../policy/rehearse.ts";
import { formatTitle } from "../registry/title.ts";
import { changeOf, type Outlook, outlookOf } from "./decision-change.ts";
import type { Phrase } from "./phrase.ts";
import { openParts, own, stateOf } from "./result-words.ts";

/** One move that another policy decides otherwise. */
export interface RehearsalRow {
  readonly title: string;
  readonly pull: number;
  /** Own words, and names of stages, which are words as well. */
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
    if (rehearsal.kind === "displaces") {
      return [{ ...part, outcome: displacement(rehearsal.displaced), because: [] }];
    }
    return [{ ...part, outcome: PAST[rehearsal.kind], ...reasonsOf(rehearsal.because) }];
  });
  return { looked: moves.length, total, rows };
}

/** Open moves: whether the same facts come out otherwise, or other requirements are left open. */
export function rehearseOpen(policy: Policy, moves: readonly DecidedMove[], total: number): Looked {
  const rows = moves.flatMap(({ pull, decision, facts }): RehearsalRow[] => {
    const again = decide(policy, facts);
    if (changeOf(decision, again).isSame) return [];
    const outcome = OUTCOMES[outlookOf(again)];
    return [{ title: titleOf(decision.move), pull, outcome, ...reasonsOf(openOf(again)) }];
  });
  return { looked: moves.length, total, rows };
}

const NOT_TOLD = "cannot be told from what was looked up";
/** Under a policy whose mode is `audit`. */
const REPORTED = "would land, and this be reported";
const PAST = { refused: "would be refused", unclear: NOT_TOLD, reported: REPORTED } as const;
const OUTCOMES = {
  lands: "would land",
  reported: REPORTED,
  waits: "would wait",
  refused: "would be refused",
  unclear: NOT_TOLD,
} as const satisfies Record<Outlook, string>;

/** A move is one line of the check, so what is beyond these is counted. */
const MAX_REASONS = 5;

function reasonsOf(results: readonly RequirementResult[]): Pick<RehearsalRow, "because"> {
  const open = openParts(results);
  const more = open.length - MAX_REASONS;
  const shown = open.slice(0, MAX_REASONS).map(stateOf);
  return { because: more > 0 ? [...shown, own(`and ${more} more`)] : shown };
}

function displacement(displaced: Decision["displaced"]): string {
  const who = displaced.map(({ version, to }) => `version ${version}, which goes to ${to}`).join(" and ");
  return who === "" ? "would displace nobody" : `would displace ${who}`;
}

function titleOf({ model, version, to, from }: Move): string {
  return formatTitle({ model, version, to: from === null ? null : to });
}
