import type { Facts } from "../../../core/policy/facts.ts";
import type { Status } from "../verdict.ts";

/** “Always applies … and is shown only where it is”: null where the model is neither frozen nor changed by hand. */
export function standstill({ halt, move }: Facts): Status | null {
  if (halt === undefined) return null;
  if (halt.ungoverned !== undefined) return "failed";
  if (halt.frozen === undefined) return null;
  return move.kind === "rollback" ? "passed" : "failed";
}
