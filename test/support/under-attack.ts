import type { CommitSha } from "../../core/names.ts";
import type { Facts } from "../../core/policy/facts.ts";
import { formatPath } from "../../core/registry/layout.ts";
import { evaluatePull } from "../../usecases/evaluate-pull.ts";
import { judgePull } from "../../usecases/judge.ts";
import type { RegistryPorts } from "../../usecases/ports.ts";
import { asked, registered } from "./registry-play.ts";
import { churn, POLICY, RegistryWorld, type TrainedRun } from "./registry-world.ts";

export const USUAL = "approvals: { count: 2, from: [{ team: acme/leads }] }";

/** The usual policy with something else in place of production's approvals. */
export function worldUnder(require: string): RegistryWorld {
  return new RegistryWorld(POLICY.replace(USUAL, require));
}

/** The card of a version of churn. */
export function cardOf(version: number): string {
  return formatPath({ kind: "version-file", model: churn, version, file: "card.md" });
}

/** Versions of churn that stand in a stage now; undefined for none. */
export function heldBy(world: RegistryWorld, stage: string): readonly number[] | undefined {
  return Object.entries(world.stages().holders).find(([name]) => name === stage)?.[1];
}

export interface MoveUnderAttack {
  readonly world: RegistryWorld;
  readonly home: number;
  readonly move: number;
  readonly branch: string;
}

/** Version 1 and ada's wish to see it in production. */
export async function moveUnder(
  require = USUAL,
  world = worldUnder(require),
  trained: TrainedRun = {},
): Promise<MoveUnderAttack> {
  const home = await registered(world, 1, trained);
  const move = await asked(world, home);
  return { world, home, move, branch: (await world.pulls.get(move)).headBranch };
}

export async function outcomeOf(
  { world, move }: Pick<MoveUnderAttack, "world" | "move">,
  ports: RegistryPorts = world.ports,
): Promise<string> {
  return (await evaluatePull(ports, move)).kind;
}

export async function factsOf({ world, move }: MoveUnderAttack): Promise<Facts> {
  const judged = await judgePull(world.ports, move);
  if (judged.kind !== "judged") throw new Error(judged.kind);
  return judged.facts;
}

/** Pushes a card onto the branch of a move, as somebody. */
export function pushCard(
  { world, branch }: MoveUnderAttack,
  author: Parameters<RegistryWorld["repository"]["push"]>[2],
  text: string,
  message?: string,
): CommitSha {
  return world.repository.push(branch, { [cardOf(1)]: text }, author, message);
}
