import type { Known } from "../core/policy/facts.ts";
import type { Tree } from "../core/ports/registry-repository.ts";
import { parseCanonical } from "../core/registry/documents.ts";
import { eventSchema, isDecided } from "../core/registry/event.ts";
import { stageLeftBy } from "../core/registry/last-out.ts";
import { parsePath } from "../core/registry/layout.ts";
import { findStage } from "../core/registry/memberships.ts";
import type { FactsQuestion } from "./facts-question.ts";
import { attempt } from "./known-facts.ts";
import type { RegistryPorts } from "./ports.ts";
import { readFile } from "./read-registry.ts";

/**
 * So many moves are looked through for the last version that stood in a stage. The whole log is looked through where nobody
 * ever stood there, and the first look costs a request a move; what was read is kept by its id as long as there is room for it,
 * which is for some thousands. A log that does not fit would be read anew for every decision, and GitHub grants 5,000 requests
 * an hour: there people say once that the stage is to be entered without a comparison, and from then on somebody holds it.
 */
export const MAX_MOVES_LOOKED_THROUGH = 2_000;
/** Mostly one of the newest moves is the one, so more at once would mostly be read for nothing. */
const READ_AT_ONCE = 10;

/**
 * The version that stood in a stage of one holder last, where nobody stands there now; undefined where nobody ever did.
 * Without it whoever may archive the holder could let the next version in without any comparison.
 */
export async function findPredecessor(
  ports: Pick<RegistryPorts, "repository">,
  { state, model, move }: Pick<FactsQuestion, "state" | "model" | "move">,
): Promise<Known<number | undefined>> {
  const isEmpty = (model.stages.holders[move.to] ?? []).length === 0;
  if (findStage(state.policy, move.to)?.holders !== "one" || !isEmpty)
    return { known: true, value: undefined };
  const moves = movesBackward(state.tree, move.model);
  for (let at = 0; at < moves.length; at += READ_AT_ONCE) {
    if (at >= MAX_MOVES_LOOKED_THROUGH) return tooLong(move.to);
    const paths = moves.slice(at, at + READ_AT_ONCE);
    const left = await attempt(() => Promise.all(paths.map((path) => readLeft(ports, state.tree, path))));
    if (!left.known) return left;
    const found = left.value.find(({ stage }) => stage === move.to);
    if (found !== undefined) return { known: true, value: found.version };
  }
  return { known: true, value: undefined };
}

/** Paths of the model's moves, the newest first. Numbers are padded, so the order of names is that of the log. */
function movesBackward(tree: Tree, model: string): readonly string[] {
  const moves = [...tree.keys()].filter((text) => {
    const path = parsePath(text);
    return path?.kind === "event" && path.model === model && isMove(path.event);
  });
  return moves.toSorted().reverse();
}

function isMove(kind: string): boolean {
  return kind === "moved" || kind === "overridden";
}

async function readLeft({ repository }: Pick<RegistryPorts, "repository">, tree: Tree, path: string) {
  const event = parseCanonical(eventSchema, (await readFile(repository, tree, path)) ?? "", path);
  return isDecided(event) ? { version: event.version, stage: stageLeftBy(event) } : NOBODY;
}

const NOBODY = { version: undefined, stage: undefined };

function tooLong(stage: string): Known<never> {
  return {
    known: false,
    reason: `nobody left ${stage} by the last ${MAX_MOVES_LOOKED_THROUGH} moves, and more are not looked through`,
    remedy:
      "let somebody whom `access.override` names say `/override REASON`, or leave `holder` out of the policy's conditions for this one move",
  };
}
