import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readCardFile } from "../../../adapters/importers/card-file.ts";
import { fillBlocks, listBlocks } from "../../../core/card/blocks.ts";
import { compareWithRun, findEdits } from "../../../core/card/card-evidence.ts";
import type { MetricValue } from "../../../core/run/metric.ts";
import { buildRun } from "../../support/build-run.ts";
import {
  cardSubject,
  completed,
  DATA,
  dataVersion,
  filledCard,
  findingsOf,
  judged,
  judgedBy,
  PLAIN_FORM,
} from "../../support/card-subject.ts";
import { law } from "../../support/law.ts";

const SUBJECT = cardSubject({}, buildRun({ metrics: { auc: 0.9 } }));
const CARD = completed(filledCard(SUBJECT));
const FRESH = filledCard(SUBJECT);
const kinds = (text: string) => findingsOf(text, SUBJECT, FRESH).map(({ kind }) => kind);

const names = fc.string({ minLength: 1, maxLength: 20 });
const metrics = fc.dictionary(names, fc.oneof(fc.double(), fc.integer()), { maxKeys: 5 }).map(finite);
const params = fc.dictionary(names, fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null)), {
  maxKeys: 5,
});

function finite(values: Record<string, number>): Record<string, number | "NaN"> {
  const encode = (value: number): MetricValue => (Number.isFinite(value) ? value : "NaN");
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, encode(value) === "NaN" ? "NaN" : value]),
  );
}

describe("a card as it was filled", () => {
  it("agrees with its run, whatever the run holds", () => {
    const subjects = fc.record({ metrics, params, command: fc.string() }).map((part) =>
      cardSubject({
        metrics: part.metrics,
        params: part.params,
        command: { line: part.command, exitCode: 0, signal: null },
      }),
    );
    law(subjects, (subject) => expect(findingsOf(completed(filledCard(subject)), subject)).toEqual([]));
  });

  it("is stale once any byte inside a block is another", () => {
    const blocks = listBlocks(CARD).filter(({ text }) => text !== "");
    const starts = blocks.map(({ text }) => ({ from: CARD.indexOf(text), length: text.length - 1 }));
    const edits = fc
      .tuple(fc.constantFrom(...starts), fc.nat(), fc.string({ minLength: 1, maxLength: 3 }), fc.boolean())
      .map(([{ from, length }, at, text, replaces]) => {
        const place = from + (at % length);
        return CARD.slice(0, place) + text + CARD.slice(place + (replaces ? text.length : 0));
      })
      .filter((edited) => edited !== CARD);
    law(edits, (edited) => expect(kinds(edited)).not.toEqual([]));
  });

  it("tells the line of the edit", () => {
    const edited = CARD.replace("| `auc` | 0.91 |", "| `auc` | 0.99 |");
    const line = edited.split("\n").indexOf("| `auc` | 0.99 |") + 1;
    expect(findingsOf(edited, SUBJECT)).toMatchObject([
      { kind: "stale", section: "evaluation", line, found: "an edited block" },
    ]);
    expect(findEdits(edited)).toMatchObject([{ kind: "stale", section: "evaluation" }]);
    expect(findEdits(CARD)).toEqual([]);
  });

  it.each([
    ["a line more at the end of an empty block", "\n\n<!-- pedigree:end evaluation -->"],
    ["a carriage return", "\r\n<!-- pedigree:end evaluation -->"],
  ])("is stale for %s", (_, end) => {
    expect(kinds(CARD.replace("\n<!-- pedigree:end evaluation -->", end))).toEqual(["stale"]);
  });
});

describe("blocks", () => {
  it("of another version or run are stale, and say of which", () => {
    const other = cardSubject({ id: buildRun().id, metrics: { auc: 0.91 } });
    const found = findingsOf(completed(filledCard(other)), SUBJECT).filter(({ kind }) => kind === "stale");
    expect(found.map(({ section }) => section)).toEqual(listBlocks(CARD).map(({ key }) => key));
    expect(found[0]?.found).toBe(`filled for version 2, run ${other.run.id}`);
  });

  it("that are not what would be filled now are stale even with a seal of their own", () => {
    const before = cardSubject();
    expect(findingsOf(completed(filledCard(before)), SUBJECT)).toMatchObject([
      { kind: "stale", section: "changes", found: "another content" },
    ]);
  });

  it("from before there were seals count by their content", () => {
    const unsealed = CARD.replace(/ version=2 run=\S+ sha256=\S+/g, "");
    expect(kinds(unsealed)).toEqual([]);
    expect(kinds(unsealed.replace("| `auc` | 0.91 |", "| `auc` | 0.99 |"))).toEqual(["stale"]);
  });

  it("cannot be sealed by hand, doubled, taken out, or invented", () => {
    const [block] = listBlocks(CARD);
    const seal = / sha256=[0-9a-f]{64}/.exec(CARD)?.[0] ?? "";
    expect(kinds(CARD.replace(seal, ` sha256=${"0".repeat(64)}`))).toEqual(["stale"]);
    const doctored = CARD.replace("| `auc` | 0.91 |", "| `auc` | 0.99 |");
    const second = doctored.slice(doctored.indexOf("<!-- pedigree:begin evaluation"));
    expect(kinds(`${CARD}\n${second}`)).toContain("stale");
    const without = CARD.replace(/<!-- pedigree:begin evaluation.*\n/, "");
    expect(findingsOf(without, SUBJECT)).toMatchObject([{ kind: "block-missing", section: "evaluation" }]);
    const invented = `${CARD}\n<!-- pedigree:begin audit -->\nAll is well.\n<!-- pedigree:end audit -->\n`;
    expect(findingsOf(invented, SUBJECT)).toMatchObject([{ kind: "stale", section: "audit" }]);
    expect(block?.seal?.version).toBe(2);
  });

  it("filled again agree again", () => {
    const old = completed(filledCard(cardSubject({ id: buildRun().id })));
    const text = fillBlocks(old, filledCard(SUBJECT));
    expect(findingsOf(text, SUBJECT)).toEqual([]);
  });
});

describe("a card with the machine's metrics, as releases filled it once", () => {
  const subject = cardSubject(
    { metrics: { auc: 0.91, "system/cpu_utilization_percentage": 40 } },
    buildRun({ metrics: { auc: 0.9, "system/cpu_utilization_percentage": 30 } }),
  );
  const old = completed(filledCard(subject, PLAIN_FORM, "everything"));

  it("agrees with its run, and one filled now does", () => {
    expect(old).toContain("| `system/cpu_utilization_percentage` | 40 |");
    expect(old).toContain("| metric `system/cpu_utilization_percentage` | 30 | 40 |");
    expect(judged(old, subject).evidence?.findings).toEqual([]);
    const now = completed(filledCard(subject));
    expect(now).not.toContain("system/");
    expect(judged(now, subject).evidence?.findings).toEqual([]);
  });

  it("is stale once it was edited, or says another number of the machine", () => {
    const edited = old.replace("percentage` | 40 |", "percentage` | 41 |");
    expect(judged(edited, subject).evidence?.findings).toMatchObject([
      { kind: "stale", section: "evaluation" },
    ]);
    const contradicting = old.replace('percentage", value: 40', 'percentage", value: 41');
    expect(judged(contradicting, subject).evidence?.findings).toMatchObject([
      { kind: "contradicts-run", subject: "system/cpu_utilization_percentage" },
    ]);
  });

  it("gets its new form when it is filled again", () => {
    const filled = fillBlocks(old, filledCard(subject));
    expect(filled.slice(filled.indexOf("# churn"))).not.toContain("system/");
    expect(judged(filled, subject).evidence?.findings).toEqual([]);
  });
});

describe("results that were filled into model-index", () => {
  const metrics = { auc: 0.91, f1: 0.8, loss: 0.2 };
  const goals = { auc: { goal: "maximize" }, f1: { goal: "maximize" }, loss: { goal: "none" } } as const;
  const subject = cardSubject({ metrics, goals });
  const card = completed(filledCard(subject));
  const left = (text: string, of = subject) =>
    (judged(text, of).evidence?.findings ?? []).filter(({ kind }) => kind === "result-missing");
  const without = (name: string) => card.replace(new RegExp(`^ +- \\{ type: "${name}".*\n`, "m"), "");
  const nothing = card.replace(/model-index:.*?(?=---\n)/s, "");

  it("have to stay where the run was judged by them, and their line is told", () => {
    expect(left(card)).toEqual([]);
    const line = card.split("\n").indexOf("model-index:") + 1;
    expect(left(without("auc"))).toEqual([
      {
        kind: "result-missing",
        section: "evaluation",
        line,
        subject: "auc",
        expected: "auc 0.91",
        found: "not named in model-index",
      },
    ]);
    expect(left(without("loss"))).toEqual([]);
  });

  it("are missing as a whole when there is none left, or only another's", () => {
    expect(left(nothing)).toMatchObject([
      { subject: "model-index", expected: "auc 0.91, f1 0.8", found: "no result of the run" },
    ]);
    const foreign = card
      .replace(/source: \{ name: "a+"/, 'source: { name: "Leaderboard"')
      .replace(/dataset: .*/, "dataset: { type: acme/bench, name: Bench }");
    expect(left(foreign)).toHaveLength(1);
    expect(left(card.replace('{ type: "auc", value', '{ type: "roc_auc", name: "auc", value'))).toEqual([]);
  });

  it("may be any of them where no metric has a goal", () => {
    const plain = cardSubject({ metrics });
    expect(left(without("auc"), plain)).toEqual([]);
    expect(left(nothing, plain)).toMatchObject([{ expected: "auc 0.91, f1 0.8, loss 0.2" }]);
    expect(left(nothing, cardSubject({ metrics: {} }))).toEqual([]);
    expect(
      left(nothing, cardSubject({ metrics: { auc: "NaN" }, goals: { auc: { goal: "maximize" } } })),
    ).toEqual([]);
  });

  it("are no matter of a card that a registry's own template filled, nor of a record from before", () => {
    const template = "---\nmodel_name: {{name}}\n---\n\n# {{name}}\n";
    expect(judged(nothing, subject, { ...PLAIN_FORM, template }).evidence?.findings).not.toContainEqual(
      expect.objectContaining({ kind: "result-missing" }),
    );
    const evidence = judgedBy(1, nothing, subject).evidence;
    expect(evidence).toMatchObject({ rules: 1, findings: [] });
    expect(judged(nothing, subject).evidence?.rules).toBe(4);
  });
});

it("test data in a folder that an ancestor was trained on is no matter of a record of rules 3", () => {
  const data = [dataVersion("data/test.csv", "evaluation"), dataVersion("data", "other", "all")];
  const subject = cardSubject({ data });
  const seen = { name: "churn@1", run: buildRun({ data: [dataVersion("all", "training", "all")] }) };
  const card = readCardFile(filledCard(subject));
  const { name: model, version, run } = subject;
  const kinds = (rules?: number) => {
    const question = {
      card,
      fresh: filledCard(subject),
      model,
      version: version.version,
      run,
      template: null,
    };
    const { findings } = compareWithRun({
      ...question,
      ancestors: [seen],
      ...(rules === undefined ? {} : { rules }),
    });
    return findings.map(({ kind }) => kind);
  };
  expect(kinds()).toContain("test-data-in-lineage");
  expect(kinds(3)).not.toContain("test-data-in-lineage");
});

describe("test data in the training data", () => {
  const leaks = (...data: ReturnType<typeof dataVersion>[]) => {
    const subject = cardSubject({ data });
    return findingsOf(completed(filledCard(subject)), subject);
  };
  const test = dataVersion("b.csv", "evaluation", "same");

  it("is found by its digest and by scheme and id, and both are named", () => {
    expect(leaks(dataVersion("a.csv", "training", "same"), test)).toMatchObject([
      { kind: "test-data-in-training", subject: "b.csv", found: expect.stringContaining("a.csv") },
    ]);
    const { digest: _, ...named } = test;
    expect(leaks({ ...named, name: "a.csv", role: "training" }, named)).toHaveLength(1);
    expect(leaks({ ...test, scheme: "git", id: "x", name: "a.csv", role: "training" }, test)).toHaveLength(1);
  });

  it("is not what has another content, another scheme, or another role", () => {
    expect(leaks(...DATA)).toEqual([]);
    const { digest: _, ...named } = test;
    expect(leaks({ ...named, scheme: "git", role: "training" }, named)).toEqual([]);
    expect(leaks({ ...test, name: "a.csv", role: "other" }, test)).toEqual([]);
  });
});
