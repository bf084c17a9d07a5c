import type { GateResult } from "../compare/gate.ts";
import type { LiveConclusion } from "../ports/live.ts";
import type { Run } from "../run/run.ts";

/** How a training that was watched ended; `gate` when it finished and its gate did not pass. */
export type LiveEnd = "finished" | "stopped" | "failed" | "cancelled" | "gate";

/** Unknown is not green: a run without a record failed, and a gate that could not be evaluated did not pass. */
export function liveEnd(run: Pick<Run, "status" | "stopped"> | null, gate: GateResult["kind"]): LiveEnd {
  if (run === null) return "failed";
  if (run.status !== "finished") return run.status;
  if (gate === "failed" || gate === "shut") return "gate";
  return run.stopped === undefined ? "finished" : "stopped";
}

/** A run that its rule stopped is neither a success nor a failure. */
export const CONCLUSIONS: Readonly<Record<LiveEnd, LiveConclusion>> = {
  finished: "success",
  stopped: "neutral",
  failed: "failure",
  cancelled: "cancelled",
  gate: "failure",
};
