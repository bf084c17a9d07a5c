import { CARD_SECTIONS, FRONT_MATTER_SECTION } from "../../../core/card/sections.ts";
import type { Chance } from "../chance.ts";
import { known, type Luck, lost } from "./people.ts";

export function randomCard(chance: Chance, luck: Luck): unknown {
  if (chance.yes((1 - luck) / 2)) return lost;
  const share = chance.yes(luck) ? 1 : 0.9;
  const complete = chance.some(["production", "staging", "development"] as const)[0] ?? "production";
  const sections = CARD_SECTIONS.filter(() => chance.yes(0.99)).map((section) => {
    const usual = section.needs[complete] === "required" || chance.yes(0.5) ? "complete" : "missing";
    const status = chance.mostly(share, usual, "missing", "empty", "placeholder", "short");
    return { key: section.key, status, words: 30, line: 1 };
  });
  const riskTier = chance.pick([null, "minimal", "high"]);
  return known({
    digest: "d".repeat(64),
    frontMatter: chance.yes(share) ? [] : [{ path: "license", problem: "missing" }],
    ...(riskTier === null ? {} : { riskTier }),
    sections,
    ...(chance.yes(0.15) ? { rules: rules(chance) } : {}),
    ...(chance.yes(0.6) ? { evidence: evidence(chance, share) } : {}),
  });
}

const NEEDS = ["required", "recommended", "optional"] as const;

/** A registry's own table: some sections are worth something else, and one is new. */
function rules(chance: Chance): unknown {
  const own = { ...CARD_SECTIONS[0], key: "fairness", heading: "Fairness" };
  return [FRONT_MATTER_SECTION, ...CARD_SECTIONS, ...(chance.yes(0.2) ? [own] : [])].map((section) => {
    const changed = () => chance.mostly(0.3, "optional", ...NEEDS);
    if (chance.yes(0.7)) return section;
    return { ...section, needs: { development: changed(), staging: changed(), production: changed() } };
  });
}

/** The card beside its run. */
function evidence(chance: Chance, share: number): unknown {
  const finding = () => ({
    kind: chance.pick([
      "stale",
      "block-missing",
      "block-missing",
      "result-missing",
      "contradicts-run",
      "test-data-in-training",
      "test-data-in-lineage",
    ]),
    section: chance.pick([
      "evaluation",
      "training-data",
      "changes",
      "security",
      "front-matter",
      "environment",
    ]),
    line: chance.pick([null, 4]),
    subject: "auc",
    expected: "0.91",
    found: "0.92",
  });
  const findings = chance.yes(0.5 + share / 4) ? [] : chance.list(1, 2, finding);
  return { rules: 1, template: null, filled: "f".repeat(64), findings };
}
