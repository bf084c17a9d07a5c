import { fillBlocks } from "../../core/card/blocks.ts";
import { findEdits } from "../../core/card/card-evidence.ts";
import { type CardProblem, cardProblems } from "../../core/card/card-problems.ts";
import { describeCard } from "../../core/card/describe-card.ts";
import { PedigreeError } from "../../core/errors.ts";
import { type CardLevel, cardLevelSchema } from "../../core/policy/policy.ts";
import { fillCard, judgeCard } from "../../usecases/fill-card.ts";
import { requireReference } from "../../usecases/find-version.ts";
import { openVersion } from "../../usecases/open-version.ts";
import {
  type Command,
  DIRECTORY_OPTION,
  REGISTRY_OPTIONS,
  VERSION_POSITIONAL,
  withRegistry,
} from "../command.ts";
import { counted, visible } from "../text.ts";

const LEVELS = cardLevelSchema.options;

export const cardCheckCommand: Command = {
  name: "card check",
  about: "say what is wrong with a model card, line by line",
  positionals: [{ name: "FILE", about: "the card, e.g. card.md" }],
  options: [
    {
      name: "level",
      value: "LEVEL",
      choices: LEVELS,
      about: `what it has to be complete for: ${LEVELS.join(", ")}; production without it`,
    },
    {
      name: "against",
      value: "MODEL@VERSION",
      about: "compare it with the run of this version, by the registry's own template and sections",
    },
    DIRECTORY_OPTION,
    ...REGISTRY_OPTIONS,
  ],
  examples: [
    "pedigree card check card.md",
    "pedigree card check card.md --level staging --against churn@3 --dir registry --json",
  ],
  run: async ({ positionals, values }, ports) => {
    const [file = ""] = positionals;
    const level = parseLevel(values.level);
    const documents = await ports.documents();
    const card = documents.card(await ports.readText(file), file);
    const { against } = values;
    const facts =
      against === undefined
        ? describeCard(card)
        : await withRegistry(ports, { folder: values.dir ?? ".", ref: values.ref }, async (history) => {
            const { subject, form, ancestors } = await openVersion(
              history,
              documents,
              requireReference(against),
            );
            return judgeCard(await ports.renderer(), form, { card, subject, ancestors });
          });
    const edits = against === undefined ? findEdits(card.text) : [];
    const { required, recommended } = cardProblems(facts, level, edits);
    const complete = required.length === 0;
    const text = [
      ...required.map((problem) => describe(file, problem)),
      ...recommended.map((problem) => `${describe(file, problem)} (recommended)`),
      complete
        ? `${visible(file)} is complete for ${level}${against === undefined ? "; compare it with its run by --against" : ""}`
        : `${counted(required.length, "problem")} for ${level}`,
    ].join("\n");
    return { json: { complete, level, required, recommended }, text, status: complete ? 0 : 2 };
  },
};

export const cardFillCommand: Command = {
  name: "card fill",
  about: "print a version's card with its blocks filled from the run again",
  positionals: [VERSION_POSITIONAL],
  options: [
    { name: "card", value: "FILE", about: "the card to fill; without it the registry's" },
    { name: "new", about: "a new card in the registry's form instead, with nothing written yet" },
    DIRECTORY_OPTION,
    ...REGISTRY_OPTIONS,
  ],
  examples: [
    "pedigree card fill churn@3 --dir registry > card.md",
    "pedigree card fill churn@production --new",
  ],
  run: async ({ positionals, values, switches }, ports) => {
    const place = { folder: values.dir ?? ".", ref: values.ref };
    const named = requireReference(positionals[0] ?? "");
    const card = await withRegistry(ports, place, async (history) => {
      const opened = await openVersion(history, await ports.documents(), named);
      const fresh = fillCard(await ports.renderer(), opened.form, opened.subject);
      if (switches.has("new")) return fresh;
      const present = values.card === undefined ? opened.card : await ports.readText(values.card);
      return fillBlocks(present, fresh);
    });
    return { json: { card }, text: card.replace(/\n$/, ""), status: 0 };
  },
};

function parseLevel(text = "production"): CardLevel {
  const level = LEVELS.find((known) => known === text);
  if (level !== undefined) return level;
  throw new PedigreeError("INPUT_INVALID", "no such level", {
    subject: "--level",
    expected: `one of ${LEVELS.join(", ")}`,
    found: JSON.stringify(text.slice(0, 60)),
  });
}

function describe(file: string, { verdict, subject, line, expected, found }: CardProblem): string {
  const place = line === null ? file : `${file}:${line}`;
  const about = subject === "" ? "" : ` ${subject}`;
  const why = verdict === "INVALID" ? found : `expected ${expected}, found ${found}`;
  return visible(`${place}: ${verdict}${about}: ${why}`);
}
