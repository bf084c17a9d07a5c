import type { Move } from "../core/policy/decision.ts";
import type { Facts, Known } from "../core/policy/facts.ts";
import type { Policy } from "../core/policy/policy.ts";
import { type Rehearsal, rehearse } from "../core/policy/rehearse.ts";
import { partsForMove } from "../core/policy/stage-for-move.ts";
import type { RegistryHistory } from "../core/ports/registry-history.ts";
import type { TellWork } from "../core/ports/work.ts";
import { parseCanonical, parseDocument } from "../core/registry/documents.ts";
import type { DecidedEvent } from "../core/registry/event.ts";
import type { LoggedEvent } from "../core/registry/history.ts";
import { formatPath } from "../core/registry/layout.ts";
import { fileOf } from "../core/registry/verify-event.ts";
import { versionSchema } from "../core/registry/version.ts";
import { type Run, runSchema } from "../core/run/run.ts";
import { dataFacts } from "./move-facts.ts";
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
  const others: RehearsedMove[] = [];
  for (const [done, { event, commit }] of log.entries()) {
    tell({ what: "deciding again", done, total: log.length, unit: "moves" });
    const { at, pull, decision } = event;
    const rehearsal = rehearse(policy, {
      decision,
      facts: await withData(history, policy, { event, commit }),
    });
    if (rehearsal.kind !== "same")
      others.push({ at, move: decision.move, pull, event: fileOf(event), rehearsal });
  }
  return { moves: log.length, same: log.length - others.length, others };
}

/** A version's record never changes, so what its run was trained on can be read where nobody asked for it then. */
async function withData(
  history: RegistryHistory,
  policy: Policy,
  { event: { facts }, commit }: LoggedEvent<DecidedEvent>,
): Promise<Facts> {
  const parts = partsForMove(policy, facts.move);
  if (parts.every(({ data }) => data === undefined)) return facts;
  const { model, version } = facts.move;
  const read = async (file: "run.json" | "version.json") => {
    const path = formatPath({ kind: "version-file", model, version, file });
    const blob = await history.blobAt(commit, path);
    return blob === undefined ? undefined : history.readText(blob);
  };
  const [runText, versionText] = [await read("run.json"), await read("version.json")];
  if (runText === undefined || versionText === undefined) return facts;
  const run: Known<Run> = { known: true, value: parseDocument(runSchema, runText, "run.json") };
  return { ...dataFacts(run, parseCanonical(versionSchema, versionText, "version.json"), parts), ...facts };
}
