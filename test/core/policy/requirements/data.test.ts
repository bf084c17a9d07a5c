import { describe, expect, test } from "vitest";
import { decide } from "../../../../core/policy/decide.ts";
import { facts, policy } from "../../../support/facts.ts";

const input = (name: string, strength: string, role = "training") => ({
  name,
  strength,
  role,
  scheme: strength === "A" ? "sha256" : "dvc",
});

function data(wanted: "A" | "B" | "C", ...value: unknown[]) {
  const decision = decide(policy({ data: wanted }), facts({ data: { known: true, value } }));
  return decision.requirements.find(({ kind }) => kind === "data");
}

test.each([
  ["A", ["A", "A"], "passed"],
  ["A", ["A", "B"], "failed"],
  ["B", ["A", "B"], "passed"],
  ["B", ["C"], "failed"],
  ["C", ["A", "B", "C"], "passed"],
] as const)("asked %s, found %j: %s", (wanted, strengths, status) => {
  expect(data(wanted, ...strengths.map((strength) => input("a", strength)))?.status).toBe(status);
});

test("names each input below, training and evaluation alike", () => {
  const weak = [input("data/train", "B"), input("data/test", "C", "evaluation")];
  const result = data("A", input("data/more", "A"), ...weak);
  expect(result?.found).toBe("2 of 3 inputs below");
  expect(result?.children.map(({ title, found }) => `${title}: ${found}`)).toMatchInlineSnapshot(`
    [
      "training data data/train: strength B (dvc): an id that its store keeps for a while, or a weak digest",
      "evaluation data data/test: strength C (dvc): a name whose content may change",
    ]
  `);
});

test("what was used for neither training nor evaluation says nothing", () => {
  const other = input("notes.txt", "C", "other");
  expect(data("A", other)?.status).toBe("failed");
  expect(data("A", input("a", "A"), other)).toMatchObject({ status: "passed", found: "1 input" });
});

test("nothing recorded fails, nothing read is unknown", () => {
  expect(data("C")?.status).toBe("failed");
  for (const part of [{}, { data: { known: false, reason: "lost" } }]) {
    const [, , result] = decide(policy({ data: "C" }), facts(part)).requirements;
    expect(result).toMatchObject({ kind: "data", status: "unknown" });
  }
});

describe("freshFor", () => {
  const dated = (freshFor: string, dataReadSince?: string, strength = "A") => {
    const value = [input("data/train", strength)];
    const found = { data: { known: true, value }, ...(dataReadSince === undefined ? {} : { dataReadSince }) };
    const decision = decide(policy({ data: { strength: "A", freshFor } }), facts(found));
    return decision.requirements.find(({ kind }) => kind === "data");
  };

  test.each([
    ["2026-01-01T12:00:00Z", "passed"],
    ["2026-01-01T11:59:59Z", "failed"],
    ["2026-01-02T12:00:01Z", "unknown"],
    [undefined, "unknown"],
  ])("a day, read since %s: %s", (since, status) => {
    expect(dated("1d", since)?.status).toBe(status);
  });

  test("says what to do about old data, beside what weak data needs", () => {
    const result = dated("1h", "2026-01-01T12:00:00Z", "B");
    expect(result).toMatchObject({
      title: "data of strength A, read within 1h",
      found: "1 of 1 input below; read since 2026-01-01T12:00:00Z",
      remedy:
        "train a version on data that is versioned more strongly; train a version on data that is read anew",
    });
    expect(result?.children.map(({ kind }) => kind)).toEqual(["data-input", "data-age"]);
  });

  test("no policy gets easier by it: fresh weak data fails, and so does old strong data", () => {
    expect(dated("1d", "2026-01-02T11:00:00Z", "B")?.status).toBe("failed");
    expect(dated("1h", "2026-01-02T10:00:00Z", "A")?.status).toBe("failed");
  });

  test("old data does not hide that the inputs are not known: no audit and no waiver lets that pass", () => {
    const require = { data: { strength: "A", freshFor: "1h" } } as const;
    const waiver = {
      model: "churn",
      stage: "production",
      requirement: "data",
      by: "alice",
      reason: "no digests before the migration",
      expires: "2026-12-31",
    };
    const lost = { data: { known: false, reason: "lost" }, dataReadSince: "2026-01-01T12:00:00Z" };
    for (const part of [{ mode: "audit" }, { waivers: [waiver] }]) {
      expect(decide(policy(require, part), facts(lost)).allowed).toBe(false);
      const known = { ...lost, data: { known: true, value: [input("data/train", "A")] } };
      expect(decide(policy(require, part), facts(known)).allowed).toBe(true);
    }
  });
});

describe("lineage: known", () => {
  const asked = { data: { strength: "A", lineage: "known" } } as const;
  const value = [input("data/train", "A")];
  const of = (ancestry: unknown, data: unknown = { known: true, value }) =>
    decide(policy(asked), facts({ data, ...(ancestry === undefined ? {} : { ancestry }) })).requirements.find(
      ({ kind }) => kind === "data",
    );

  test.each([
    [undefined, "failed", "1 input; the run does not say what it was made from"],
    [[], "passed", "1 input; made from no other model"],
    [["known", "known"], "passed", "1 input; 2 ancestors"],
    [["known", "silent"], "failed", "1 input; 1 of 2 ancestors not known"],
    [["not-registered"], "failed", "1 input; 1 of 1 ancestor not known"],
    [["unreadable"], "unknown", "1 input; 1 of 1 ancestor not known"],
    [["unreadable", "no-data"], "failed", "1 input; 2 of 2 ancestors not known"],
  ])("%j: %s", (trainings, status, found) => {
    const ancestry = trainings?.map((training, at) => ({ name: `churn@${at + 1}`, training }));
    expect(of(ancestry)).toMatchObject({
      status,
      found,
      title: "data of strength A, of known lineage",
      expected:
        "every input named by a digest of the content, and the training data of all that it was made from known",
    });
  });

  test("names each ancestor that is not known, with the reason", () => {
    const result = of([{ name: "bert", training: "not-a-version" }]);
    expect(result?.children).toMatchObject([
      { kind: "data-lineage", children: [{ title: "ancestor bert", found: "not a version of a registry" }] },
    ]);
  });

  test("is unknown where the run could not be read", () => {
    expect(of(undefined, { known: false, reason: "lost" })?.status).toBe("unknown");
  });

  test("stands beside freshFor, and both are shown where both fail", () => {
    const both = { data: { strength: "A", freshFor: "1h", lineage: "known" } } as const;
    const given = facts({ data: { known: true, value }, dataReadSince: "2026-01-01T12:00:00Z" });
    const result = decide(policy(both), given).requirements.find(({ kind }) => kind === "data");
    expect(result?.title).toBe("data of strength A, read within 1h, of known lineage");
    expect(result?.children.map(({ kind }) => kind)).toEqual(["data-age", "data-lineage"]);
  });
});
