import type { Move } from "../core/policy/decision.ts";
import type { Policy } from "../core/policy/policy.ts";
import { type Rehearsal, rehearse } from "../core/policy/rehearse.ts";
import type { RegistryHistory } from "../core/ports/registry-history.ts";
import type { TellWork } from "../core/ports/work.ts";
import { fileOf } from "../core/registry/verify-event.ts";
import { readAllDecided } from "./read-log.ts";

/** A past move that another policy would have decided otherwise, or of which the facts cannot tell. */
export interface RehearsedMove {
  readonly at: string;
  readonly move: Move;
  readonly pull: number;
  readonly event: string;
  readonly rehearsal: Exclude<Rehearsal, { kind: "same" }>;
}

export interface RehearsalReport {
  readonly moves: number;
  readonly same: number;
  readonly others: readonly RehearsedMove[];
}

/**
 * Decides every move that ever landed again under another policy. What was refused at the time left no event, so a
 * rehearsal says what would have been stopped, never what would have been let through.
 */
export async function rehearsePolicy(
  history: RegistryHistory,
  policy: Policy,
  tell: TellWork = () => {},
): Promise<RehearsalReport> {
  const log = await readAllDecided(history);
  const others = log.flatMap(({ event }, done): RehearsedMove[] => {
    tell({ what: "deciding again", done, total: log.length, unit: "moves" });
    const rehearsal = rehearse(policy, event);
    if (rehearsal.kind === "same") return [];
    const { at, pull, decision } = event;
    return [{ at, move: decision.move, pull, event: fileOf(event), rehearsal }];
  });
  return { moves: log.length, same: log.length - others.length, others };
}
