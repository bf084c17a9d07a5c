import type { CardFacts } from "../../../core/card/card-facts.ts";
import type { CardLevel } from "../../../core/policy/require.ts";
import { allOf, type OracleKind } from "../verdict.ts";

/** The sections that docs/policy.md's table requires at each level. */
const REQUIRED: Record<CardLevel, readonly string[]> = {
  development: ["summary", "training-procedure"],
  staging: [
    "summary",
    "intended-use",
    "out-of-scope",
    "training-data",
    "training-procedure",
    "evaluation",
    "limitations",
    "interface",
    "security",
    "changes",
    "approvals",
  ],
  production: [
    "summary",
    "intended-use",
    "out-of-scope",
    "training-data",
    "training-procedure",
    "evaluation",
    "metric-choice",
    "slices",
    "limitations",
    "interface",
    "oversight",
    "integration",
    "security",
    "changes",
    "monitoring",
    "approvals",
  ],
};

export const card: OracleKind<CardLevel> = {
  kind: "card",
  judge: (level, { card: facts }) => {
    if (!facts.known) return ["unknown"];
    const required = requiredAt(level, facts.value);
    const { sections, frontMatter, evidence } = facts.value;
    const complete = (key: string) =>
      key === "front-matter"
        ? frontMatter.length === 0
        : sections.some((section) => section.key === key && section.status === "complete");
    // Somebody can still complete it or mend it, so it waits; what the run was trained on nobody can change.
    const found = (evidence?.findings ?? [])
      .filter(({ kind, section }) => !kind.endsWith("-missing") || required.includes(section))
      .map(({ kind }) => (kind.startsWith("test-data-in-") ? "failed" : "pending"));
    return [allOf([...found, required.every(complete) ? "passed" : "pending"])];
  },
};

/** By the registry's own table, where it has one. */
function requiredAt(level: CardLevel, { rules, riskTier }: CardFacts): readonly string[] {
  const own = rules?.filter(({ needs }) => needs[level] === "required").map(({ key }) => key);
  const annex = level === "production" && riskTier === "high" ? ["regulatory"] : [];
  return [...(own ?? ["front-matter", ...REQUIRED[level]]), ...annex];
}
