import type { Facts } from "../../../core/policy/facts.ts";
import type { Policy } from "../../../core/policy/policy.ts";
import type { Status } from "../verdict.ts";

/** Where the version stands is read from the tip (`holders`), never from the request. */
export function order(policy: Policy, { move, holders, former }: Facts): Status {
  const names = policy.stages.map(({ name }) => name);
  const stands = Object.keys(holders).filter((name) =>
    holders[name as keyof typeof holders]?.includes(move.version),
  );
  if (stands.some((name) => name === move.to)) return "failed";
  // A request that was made when the version stood elsewhere is out of date.
  if (move.from === null ? stands.length > 0 : !stands.some((name) => name === move.from)) return "failed";
  if (move.kind === "rollback") return former?.includes(move.version) === true ? "passed" : "failed";
  const entered = policy.stages.find(({ name }) => name === move.to);
  if (entered === undefined) return "failed";
  if (names[0] === move.to) return stands.length === 0 ? "passed" : "failed";
  if (stands.length === 0) return "failed";
  const { from = [] } = entered;
  return from === "any" || from.some((name) => name === move.from) ? "passed" : "failed";
}
