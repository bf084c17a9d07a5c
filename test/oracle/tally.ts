import type { Compared } from "./compare.ts";
import type { ComparedEdit } from "./edits/compare-edit.ts";
import type { Verdict } from "./verdict.ts";

/** How the random cases are spread: cases that are all alike prove nothing. */
export interface Tally {
  cases: number;
  allowed: number;
  /** Kind → status → how often, nested ones included. */
  readonly statuses: Map<string, Map<string, number>>;
  /** What a case holds → in how many cases. */
  readonly features: Map<string, number>;
  readonly disagreements: { readonly seed: number; readonly core: string; readonly oracle: string }[];
}

export function emptyTally(): Tally {
  return { cases: 0, allowed: 0, statuses: new Map(), features: new Map(), disagreements: [] };
}

export function addTo(tally: Tally, compared: Compared): void {
  addVerdicts(tally, compared);
  for (const feature of featuresOf(compared)) add(tally.features, feature);
}

/** Of a move or of an edit. */
export function addVerdicts(tally: Tally, compared: Compared | ComparedEdit): void {
  tally.cases += 1;
  if (compared.allowed) tally.allowed += 1;
  for (const verdict of compared.verdicts) addVerdict(tally, verdict);
  const { seed, disagreement } = compared;
  if (disagreement !== null) tally.disagreements.push({ seed, ...disagreement });
}

function add(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function addVerdict(tally: Tally, { kind, status, parts }: Verdict): void {
  if (kind === "part") return;
  const counts = tally.statuses.get(kind) ?? new Map<string, number>();
  add(counts, status);
  tally.statuses.set(kind, counts);
  for (const part of parts) addVerdict(tally, part);
}

function featuresOf({ policy, facts, allowed }: Compared): readonly string[] {
  const asked = JSON.stringify(policy.stages.find(({ name }) => name === facts.move.to) ?? {});
  const people = JSON.stringify([facts.authors, facts.committers, facts.coAuthors, facts.trainer]);
  const readings = new Set(facts.memberships.map(({ team, userId }) => `${team} ${userId}`));
  const features: readonly (readonly [string, boolean])[] = [
    ["rollback", facts.move.kind === "rollback"],
    ["registration", facts.move.from === null],
    ["audit mode", policy.mode === "audit"],
    ["audit mode lets a refusal pass", policy.mode === "audit" && allowed],
    ["waivers", policy.waivers !== undefined],
    ["patterns", policy.models !== undefined],
    ["all of blocks", asked.includes('"all":')],
    ["any of blocks", asked.includes('"any":')],
    ["groups of approvers", asked.includes('"each":')],
    ["freeze windows", asked.includes('"zone":')],
    ["soak to the second", isBoundary(facts.since, facts.at)],
    ["an unnamed account", people.includes("null")],
    ["contradictory readings", readings.size < facts.memberships.length],
    ["an unknown fact", JSON.stringify(facts).includes('"known":false')],
    ["evidence before approvals", asked.includes('"evidence":')],
    ["data of known lineage", asked.includes('"lineage":')],
    ["data that has to be fresh", asked.includes('"freshFor":')],
    ["a stage whose last holder is compared", facts.predecessor !== undefined],
    ["a card that disagrees with its run", JSON.stringify(facts.card).includes('"findings":[{')],
    ["sections of the registry's own", JSON.stringify(facts.card).includes('"rules":[')],
    ["a dismissed review", JSON.stringify(facts.reviews).includes('"dismissed":{')],
    ["an objection", JSON.stringify(facts.reviews).includes("changes_requested")],
    ["a halted model", facts.halt !== undefined],
  ];
  return features.flatMap(([name, holds]) => (holds ? [name] : []));
}

/** Within a second of what one of the soaks asks for. */
function isBoundary(since: string | null | undefined, at: string): boolean {
  const stood = (Date.parse(at) - Date.parse(since ?? "")) / 1000;
  return [30 * 60, 24 * 3600, 7 * 24 * 3600].some((asked) => Math.abs(stood - asked) <= 1);
}

/** Statuses that a kind cannot have, by what the documentation says of it. */
const NEVER: Readonly<Record<string, readonly string[]>> = {
  standstill: ["pending", "unknown"],
  order: ["pending", "unknown"],
  paths: ["pending"],
  attestation: ["pending"],
  metrics: ["pending"],
  data: ["pending"],
  soak: ["failed"],
  freeze: ["failed"],
  "edit-paths": ["passed", "failed", "pending"],
  "edit-size": ["pending", "unknown"],
  "edit-records": ["pending", "unknown"],
  "edit-coverage": ["pending", "unknown"],
  "edit-files": ["pending", "unknown"],
  "edit-base": ["pending", "unknown"],
  "edit-documents": ["pending"],
  "edit-commits": ["pending"],
  "edit-workflows": ["passed", "pending", "unknown"],
  "edit-around": ["failed", "pending", "unknown"],
};

/** What is too rare for the cases to prove anything about it: below 1 % of its kind's results, or 20 % allowed. */
export function gapsOf(tally: Tally): readonly string[] {
  const rare = [...tally.statuses].flatMap(([kind, counts]) => {
    const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
    return ["passed", "failed", "pending", "unknown"]
      .filter((status) => NEVER[kind]?.includes(status) !== true)
      .filter((status) => (counts.get(status) ?? 0) < all / 100)
      .map((status) => `${kind}: ${status} in ${counts.get(status) ?? 0} of ${all}`);
  });
  return tally.allowed < tally.cases / 5 ? [...rare, `allowed: ${tally.allowed} of ${tally.cases}`] : rare;
}
