import type { CardLevel } from "../policy/require.ts";

/** How much a section matters at a level. */
export type SectionNeed = "required" | "recommended" | "optional";

/**
 * A section of the model card. The key is written under the heading as `<!-- section: KEY -->`, so a heading may be
 * reworded or translated without losing its section.
 */
export interface CardSection {
  readonly key: string;
  /** The heading in the template; also accepted, without regard to case, where the comment is missing. */
  readonly heading: string;
  readonly needs: Readonly<Record<CardLevel, SectionNeed>>;
  /** Words below which the section says too little, blocks that the App fills included. */
  readonly minWords: number;
  /** What a writer is asked for. */
  readonly asks: string;
}

type Marks = readonly [CardSection["key"], string, string, number, string];

const NEEDS: Record<string, SectionNeed> = { R: "required", r: "recommended", ".": "optional" };

/**
 * Key, heading, needs at development, staging and production (R required, r recommended, `.` optional), minimum of
 * words, question. Merged from the Hugging Face model card, the EU AI Act's Annex IV and the NIST AI RMF; the front
 * matter is section 1 of the twenty. The regulatory annex is required at production
 * where `risk_tier` is high.
 */
const TABLE: readonly Marks[] = [
  ["summary", "Summary", "RRR", 20, "What the model does, for whom, and what kind of model it is."],
  ["intended-use", "Intended use", "rRR", 10, "Direct use, and use as a part of something larger."],
  ["out-of-scope", "Out-of-scope use", ".RR", 10, "What it must not be used for, and foreseeable misuse."],
  ["training-data", "Training data", "rRR", 5, "Where the data comes from and whom it represents."],
  [
    "training-procedure",
    "Training procedure",
    "RRR",
    5,
    "Code, parameters, environment, base model, compute.",
  ],
  ["evaluation", "Evaluation", "rRR", 5, "The data it was tested on, the metrics and the results."],
  ["metric-choice", "Choice of metrics", ".rR", 10, "Why these metrics, and what was not measured."],
  ["slices", "Results by group", ".rR", 5, "Results for slices or groups, with their uncertainty."],
  [
    "limitations",
    "Limitations, bias and risks",
    "rRR",
    10,
    "Known limits, biases, risks, and what is done about them.",
  ],
  ["interface", "Inputs and outputs", "rRR", 5, "Form, units and range of what goes in and comes out."],
  ["oversight", "Human oversight", ".rR", 10, "Who watches the model, and how its output is to be read."],
  [
    "integration",
    "Architecture and integration",
    ".rR",
    10,
    "Architecture; software and hardware that it needs.",
  ],
  ["security", "Security and provenance", ".RR", 5, "How to verify the files, and where they come from."],
  ["changes", "Changes", ".RR", 5, "What differs from the version before, and what is planned."],
  ["monitoring", "Monitoring and retirement", ".rR", 10, "How it is watched, rolled back and retired."],
  ["environment", "Environmental impact", "..r", 5, "Energy or emissions of training and of use."],
  ["approvals", "Approvals and test report", ".RR", 5, "Where approvals and the test report are kept."],
  ["regulatory", "Regulatory annex", "...", 10, "Risk class, standards, declaration, risk management."],
  ["more", "More information", "...", 0, "Citation, glossary, further reading."],
];

/** Section 1: judged by its own schema, so it has no words to count. */
export const FRONT_MATTER_SECTION: CardSection = {
  key: "front-matter",
  heading: "Front matter",
  needs: { development: "required", staging: "required", production: "required" },
  minWords: 0,
  asks: "Name, version, license, owner, contact and risk tier, between two lines `---`.",
};

/** The nineteen sections of the card after its front matter, in the order of the template. */
export const CARD_SECTIONS: readonly CardSection[] = TABLE.map(([key, heading, marks, minWords, asks]) => ({
  key,
  heading,
  needs: { development: need(marks, 0), staging: need(marks, 1), production: need(marks, 2) },
  minWords,
  asks,
}));

/** What a section is worth at a level for a card whose front matter names this risk tier. */
export function sectionNeed(
  section: CardSection,
  level: CardLevel,
  riskTier: string | undefined,
): SectionNeed {
  if (section.key === "regulatory" && level === "production" && riskTier === "high") return "required";
  return section.needs[level];
}

function need(marks: string, at: number): SectionNeed {
  return NEEDS[marks.charAt(at)] ?? "optional";
}
