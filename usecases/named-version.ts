import { PedigreeError } from "../core/errors.ts";
import type { Baseline, BaselineAbsence } from "../core/ports/baseline.ts";
import type { HolderAbsence, HolderSource } from "../core/ports/holder.ts";
import { formatVersionReference, type VersionReference } from "../core/registry/version-reference.ts";

const ABSENT: Readonly<Record<HolderAbsence, BaselineAbsence>> = {
  "no-model": "no-model",
  "no-version": "no-version",
  "no-holder": "no-holder",
  unreadable: "registry-unreadable",
  unavailable: "registry-unavailable",
};

/**
 * The run behind a version that somebody named, in the place of a baseline, with its curves as the registry keeps them. A source
 * that is null is a registry that nobody named. Raises what asking it raises.
 */
export async function namedVersion(
  source: HolderSource | null,
  reference: VersionReference,
): Promise<Baseline> {
  if (source === null) return { found: false, reason: "no-registry", notes: [told(unnamed(reference))] };
  const holder = await source.find(reference, { curves: true });
  if (!holder.found) {
    const { reason, detail } = holder;
    return { found: false, reason: ABSENT[reason], notes: detail === undefined ? [] : [told(detail)] };
  }
  const { run, version, stage, curves = new Map() } = holder;
  const named = { model: reference.model, version, stage };
  return { found: true, run, curves, artifact: null, version: named, history: [], notes: [] };
}

const told = (line: string) => `comparison: ${line}`;

function unnamed(reference: VersionReference): string {
  return new PedigreeError("INPUT_INVALID", "no registry is named in which to look for the version", {
    subject: formatVersionReference(reference),
    expected: "the registry repository, owner/name",
    found: "nothing, neither as the input registry nor in the configuration",
  }).message;
}
