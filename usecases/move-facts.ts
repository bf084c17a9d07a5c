import { dataRule } from "../core/policy/data-rule.ts";
import type { Facts, Known } from "../core/policy/facts.ts";
import type { Require } from "../core/policy/require.ts";
import { standingSince } from "../core/registry/fold.ts";
import { dataInputs, dataReadSince } from "../core/registry/run-data.ts";
import type { Version } from "../core/registry/version.ts";
import type { Run } from "../core/run/run.ts";
import type { FactsQuestion } from "./facts-question.ts";
import type { RegistryPorts } from "./ports.ts";

/** The policy counts inputs that somebody can look through; a folder is one. */
export const MAX_DATA_INPUTS = 1_000;

/** Whether what a version was made from matters to one of the blocks. */
export function asksForAncestry({ card, data }: Require): boolean {
  return card !== undefined || (data !== undefined && dataRule(data).lineage !== undefined);
}

/** Training and evaluation inputs of the version's run, and when they were read, where the policy asks about them. */
export function dataFacts(
  run: Known<Run>,
  version: Version,
  parts: readonly Require[],
): Pick<Facts, "data" | "dataReadSince"> {
  const rules = parts.flatMap(({ data }) => (data === undefined ? [] : dataRule(data)));
  if (rules.length === 0) return {};
  if (!run.known) return { data: run };
  const value = dataInputs(run.value);
  if (value.length > MAX_DATA_INPUTS) {
    const reason = `the run has ${value.length} inputs, and at most ${MAX_DATA_INPUTS} are judged`;
    return { data: { known: false, reason } };
  }
  const dated = rules.some(({ freshFor }) => freshFor !== undefined);
  return {
    data: { known: true, value },
    ...(dated ? { dataReadSince: dataReadSince(version, run.value) } : {}),
  };
}

/** When the version entered the stage that it comes from; null when `stages.json` does not say so. */
export function sinceFacts({ model, move }: FactsQuestion): Pick<Facts, "since"> {
  return { since: standingSince(model.stages, move.version) };
}

/** The moment of the evaluation in each time zone that a freeze of the policy names. */
export function localFacts(
  { clock }: Pick<RegistryPorts, "clock">,
  at: string,
  parts: readonly Require[],
): Pick<Facts, "local"> {
  const zones = new Set(parts.flatMap(({ freeze }) => (freeze ?? []).map(({ zone }) => zone)));
  if (zones.size === 0) return {};
  return { local: [...zones].flatMap((zone) => clock.local?.(at, zone) ?? []) };
}
