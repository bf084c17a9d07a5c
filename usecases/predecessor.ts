import { PedigreeError } from "../core/errors.ts";
import { compileCondition } from "../core/policy/condition.ts";
import type { Require } from "../core/policy/require.ts";
import { parseCanonical } from "../core/registry/documents.ts";
import { eventSchema, isDecided } from "../core/registry/event.ts";
import { stageLeftBy } from "../core/registry/last-out.ts";
import { parsePath } from "../core/registry/layout.ts";
import { findStage } from "../core/registry/memberships.ts";
import type { FactsQuestion } from "./facts-question.ts";
import type { RegistryPorts } from "./ports.ts";
import { readFile } from "./read-registry.ts";

/** So many events are looked through for the last version that stood in a stage. */
export const MAX_EVENTS_LOOKED_THROUGH = 500;

/** Whether a condition compares with the holder: only then it matters who stood in an empty stage. */
export function comparesWithHolder(parts: readonly Require[]): boolean {
  return parts
    .flatMap(({ metrics }) => metrics ?? [])
    .some((text) => {
      const compiled = compileCondition(text);
      return compiled.ok && compiled.condition.references.some(({ subject }) => subject === "holder");
    });
}

/**
 * The version that stood in a stage of one holder last, where nobody stands there now; undefined where nobody ever did.
 * Without it whoever may archive the holder could let the next version in without any comparison. Raises
 * REGISTRY_INCONSISTENT where the log is too long to tell.
 */
export async function findPredecessor(
  { repository }: Pick<RegistryPorts, "repository">,
  { state, model, move }: Pick<FactsQuestion, "state" | "model" | "move">,
): Promise<number | undefined> {
  const isEmpty = (model.stages.holders[move.to] ?? []).length === 0;
  if (findStage(state.policy, move.to)?.holders !== "one" || !isEmpty) return undefined;
  const log = [...state.tree.keys()].filter((text) => {
    const path = parsePath(text);
    return path?.kind === "event" && path.model === move.model && isMove(path.event);
  });
  // Numbers are padded, so the order of names is that of the log.
  const newest = log.toSorted().reverse();
  for (const path of newest.slice(0, MAX_EVENTS_LOOKED_THROUGH)) {
    const event = parseCanonical(eventSchema, (await readFile(repository, state.tree, path)) ?? "", path);
    if (isDecided(event) && stageLeftBy(event) === move.to) return event.version;
  }
  if (newest.length <= MAX_EVENTS_LOOKED_THROUGH) return undefined;
  throw new PedigreeError("REGISTRY_INCONSISTENT", "the log is too long to tell who held the stage last", {
    subject: `models/${move.model}/log`,
    expected: `a version that left ${move.to} within ${MAX_EVENTS_LOOKED_THROUGH} moves`,
  });
}

function isMove(kind: string): boolean {
  return kind === "moved" || kind === "overridden";
}
