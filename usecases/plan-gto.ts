import { readGtoEvents } from "../core/gto/event.ts";
import { formatModelFile, type GtoPlan, planGto } from "../core/gto/plan.ts";
import type { GtoOptions } from "../core/gto/stages.ts";
import { foldGto } from "../core/gto/state.ts";
import type { GtoSource } from "../core/ports/gto-source.ts";
import { formatPath } from "../core/registry/layout.ts";

export interface PlannedGto {
  readonly plan: GtoPlan;
  /** Files for a pull request into a registry, by their path there. */
  readonly files: ReadonlyMap<string, string>;
  /** What could not be read. */
  readonly notes: readonly string[];
}

/** What a governed registry would hold of the artifacts that GTO governs in a clone. Nothing is changed anywhere. */
export async function planFromGto(source: GtoSource, options: GtoOptions): Promise<PlannedGto> {
  const { events, passedOver } = readGtoEvents(await source.tags());
  const { descriptions, allowedStages, notes } = await source.files();
  const plan = planGto({ artifacts: foldGto(events, options), passedOver, descriptions, allowedStages });
  const files = plan.models.map((model): [string, string] => [
    formatPath({ kind: "model", model: model.model }),
    formatModelFile(model),
  ]);
  return { plan, files: new Map(files), notes };
}
