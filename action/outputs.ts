import type { GateResult } from "../core/compare/gate.ts";
import type { ActionHost } from "../core/ports/action-host.ts";
import type { UploadedArtifact } from "../core/ports/recording.ts";
import { isHardwareMetric } from "../core/run/hardware.ts";
import type { Run } from "../core/run/run.ts";
import type { CompareResult } from "../usecases/compare-run.ts";

/** What the Action did, as far as it came. */
export interface Done {
  readonly run: Run;
  readonly artifact: UploadedArtifact | null;
  readonly compared: CompareResult | null;
  readonly gate: GateResult["kind"];
}

/** Sets every output of action.yml; what there is not is empty. */
export function writeOutputs(host: ActionHost, { run, artifact, compared, gate }: Done): void {
  const last = Object.entries(run.metrics)
    .filter(([name]) => !isHardwareMetric(name))
    .map(([name, summary]) => [name, summary.last] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  host.setOutput("run-id", run.id);
  host.setOutput("artifact-id", artifact === null ? "" : String(artifact.id));
  host.setOutput("artifact-digest", artifact === null ? "" : `sha256:${artifact.digest}`);
  host.setOutput("comment-url", compared?.comment?.url ?? "");
  host.setOutput("verdict", compared?.verdict ?? "none");
  host.setOutput("gate", gate);
  host.setOutput("metrics", JSON.stringify(Object.fromEntries(last)));
}
