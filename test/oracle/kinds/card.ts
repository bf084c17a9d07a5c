import type { CardLevel } from "../../../core/policy/require.ts";
import type { OracleKind } from "../verdict.ts";

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
    const { sections, frontMatter, riskTier } = facts.value;
    const annex = level === "production" && riskTier === "high" ? ["regulatory"] : [];
    const complete = (key: string) =>
      sections.some((section) => section.key === key && section.status === "complete");
    const whole = [...REQUIRED[level], ...annex].every(complete) && frontMatter.length === 0;
    // Somebody can still complete it, so it waits.
    return [whole ? "passed" : "pending"];
  },
};
