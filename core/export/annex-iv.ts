import { CARD_SECTIONS, FRONT_MATTER_SECTION } from "../card/sections.ts";
import type { ExportedVersion } from "./exported-version.ts";

interface Point {
  readonly point: string;
  /** What the annex asks for, in our words; the law's text is at EUR-Lex. */
  readonly asks: string;
  /** Keys of the card's sections that answer it. */
  readonly sections: readonly string[];
  /** Files of the version that prove it. */
  readonly files?: readonly string[];
  readonly events?: boolean;
}

/** Regulation (EU) 2024/1689, Annex IV: the nine points of the technical documentation, Article 11(1). */
const POINTS: readonly Point[] = [
  {
    point: "1(a)",
    asks: "intended purpose, provider, version and its relation to earlier versions",
    sections: ["front-matter", "summary", "intended-use", "changes"],
    files: ["version.json"],
  },
  {
    point: "1(b)–(g)",
    asks: "interaction with other systems, software versions, forms of supply, hardware, user interface",
    sections: ["integration"],
  },
  { point: "1(h)", asks: "instructions for use", sections: ["intended-use"] },
  {
    point: "2(a)",
    asks: "methods and steps of the development, tools and pre-trained parts",
    sections: ["training-procedure"],
    files: ["run.json"],
  },
  {
    point: "2(b)",
    asks: "design: logic, choices, assumptions, what is optimised, expected output",
    sections: ["summary", "training-procedure"],
  },
  {
    point: "2(c)",
    asks: "architecture and computing resources",
    sections: ["training-procedure", "integration"],
  },
  {
    point: "2(d)",
    asks: "data: provenance, scope, characteristics, selection, labelling, cleaning",
    sections: ["training-data"],
    files: ["run.json"],
  },
  { point: "2(e)", asks: "assessment of the human oversight that is needed", sections: ["oversight"] },
  { point: "2(f)", asks: "changes that were determined beforehand", sections: ["changes"] },
  {
    point: "2(g)",
    asks: "validation and testing: data, metrics, logs and reports, dated and signed",
    sections: ["evaluation", "approvals"],
    files: ["run.json"],
    events: true,
  },
  { point: "2(h)", asks: "cybersecurity measures", sections: ["security"], files: ["version.json"] },
  {
    point: "3(a)",
    asks: "capabilities and limits, accuracy for persons and groups",
    sections: ["evaluation", "slices"],
  },
  {
    point: "3(b)",
    asks: "foreseeable unintended outcomes and risks",
    sections: ["out-of-scope", "limitations"],
  },
  { point: "3(c)", asks: "measures of human oversight, interpretation of outputs", sections: ["oversight"] },
  { point: "3(d)", asks: "specifications of the input data", sections: ["interface"] },
  { point: "4", asks: "why the performance metrics are appropriate", sections: ["metric-choice"] },
  { point: "5", asks: "the risk management system of Article 9", sections: ["limitations", "regulatory"] },
  { point: "6", asks: "changes through the lifecycle", sections: ["changes"], events: true },
  { point: "7", asks: "harmonised standards applied, or other solutions", sections: ["regulatory"] },
  { point: "8", asks: "the EU declaration of conformity", sections: ["regulatory"] },
  {
    point: "9",
    asks: "the system for monitoring after placing on the market, with its plan",
    sections: ["monitoring"],
  },
];

const HEADINGS = new Map(CARD_SECTIONS.map(({ key, heading }) => [key, heading]));

interface Attached {
  readonly what: string;
  readonly path: string;
  readonly digest: string;
}

/** All that `templates/annex-iv.md.hbs` shows. */
export interface AnnexView {
  readonly name: string;
  readonly version: number;
  readonly stage: string;
  readonly at: string;
  readonly complete: number;
  readonly points: readonly {
    readonly point: string;
    readonly asks: string;
    readonly attached: readonly Attached[];
    readonly missing: readonly string[];
  }[];
}

/**
 * Under each heading of the annex what of this version answers it, by path and digest, and what is missing. It judges that
 * something is there and agrees with the run, never that it satisfies the law.
 */
export function annexIv(version: ExportedVersion): AnnexView {
  const { subject, stage, at } = version;
  const points = POINTS.map((point) => answer(point, version));
  return {
    name: subject.name,
    version: subject.version.version,
    stage,
    at,
    complete: points.filter(({ missing }) => missing.length === 0).length,
    points,
  };
}

function answer({ point, asks, sections, files = [], events = false }: Point, version: ExportedVersion) {
  const { subject, digests } = version;
  const folder = `models/${subject.name}/versions/${subject.version.version}`;
  const states = sections.map((key) => sectionState(key, version));
  const proofs = [...files, ...(point === "2(h)" ? evidenceOf(digests) : [])];
  const attached: Attached[] = [
    ...states.flatMap(({ heading, problem, place }) =>
      problem === null
        ? [{ what: `${heading}${place}`, path: `${folder}/card.md`, digest: digests.get("card.md") ?? "" }]
        : [],
    ),
    ...proofs.flatMap((file) => {
      const digest = digests.get(file);
      return digest === undefined ? [] : [{ what: file, path: `${folder}/${file}`, digest }];
    }),
    ...(events ? version.events.map(({ file, digest }) => ({ what: "decision", path: file, digest })) : []),
  ];
  const missing = states.flatMap(({ heading, problem }) =>
    problem === null ? [] : [`${heading}: ${problem}`],
  );
  const unsigned = point === "2(h)" && evidenceOf(digests).length === 0;
  return { point, asks, attached, missing: unsigned ? [...missing, "no signed evidence"] : missing };
}

function evidenceOf(digests: ExportedVersion["digests"]): readonly string[] {
  return [...digests.keys()].filter((file) => file.startsWith("evidence/"));
}

/** Null for a section that says something, and nothing that its run contradicts. */
function sectionState(key: string, { facts }: ExportedVersion) {
  const untrue = facts.evidence?.findings.find(({ section }) => section === key);
  if (key === FRONT_MATTER_SECTION.key) {
    const [first] = facts.frontMatter;
    const problem = first === undefined ? (untrue?.kind ?? null) : `${first.path} ${first.problem}`.trim();
    return { heading: FRONT_MATTER_SECTION.heading, problem, place: "" };
  }
  const fact = facts.sections.find((section) => section.key === key);
  const place = typeof fact?.line === "number" ? `, line ${fact.line}` : "";
  const problem =
    fact === undefined ? "missing" : fact.status === "complete" ? (untrue?.kind ?? null) : fact.status;
  return { heading: HEADINGS.get(key) ?? key, problem, place };
}
