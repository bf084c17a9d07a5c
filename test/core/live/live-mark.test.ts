import fc from "fast-check";
import { expect, test } from "vitest";
import { type LiveSubject, liveCheckName, liveMark } from "../../../core/live/live-mark.ts";
import { commitShaSchema } from "../../../core/names.ts";
import { law } from "../../support/law.ts";

const SUBJECT: LiveSubject = {
  commit: commitShaSchema.parse("a".repeat(40)),
  experiment: "train/fit",
  leg: null,
  name: null,
  runId: 7,
  job: "fit",
  trains: "job",
};

test.each([
  [null, null, "pedigree / train/fit"],
  ["lr=0.1 model=large", null, "pedigree / train/fit (lr=0.1 model=large)"],
  [null, "big", "pedigree / train/fit (big)"],
  ["lr=0.1", "big", "pedigree / train/fit (lr=0.1 · big)"],
])("leg %j and name %j are called %s", (leg, name, text) => {
  expect(liveCheckName({ ...SUBJECT, leg, name })).toBe(text);
});

test("a name is one bounded line, and legs keep names of their own", () => {
  expect(liveCheckName({ ...SUBJECT, experiment: "a\nb\u0007c" })).toBe("pedigree / a b c");
  const text = fc.string({ unit: "grapheme", maxLength: 300 });
  law(fc.record({ experiment: text, leg: text, name: text }), (parts) => {
    const name = liveCheckName(parts);
    expect(name.length).toBeLessThanOrEqual(120);
    expect(name.isWellFormed()).toBe(true);
  });
  const long = "x".repeat(150);
  const names = ["lr=0.1", "lr=0.2"].map((leg) => liveCheckName({ ...SUBJECT, experiment: long, leg }));
  expect(new Set(names).size).toBe(2);
});

test("a key is the same for every attempt, and another one for anything else", () => {
  const others: Partial<LiveSubject>[] = [
    { leg: "lr=0.1" },
    { leg: "lr=0.2" },
    { name: "lr=0.1" },
    { experiment: "train/other" },
    { job: "other" },
    { runId: 8 },
    { trains: "command" },
  ];
  const keys = [{}, ...others].map((change) => liveMark({ ...SUBJECT, ...change }).key);
  expect(new Set(keys).size).toBe(keys.length);
  expect(liveMark({ ...SUBJECT })).toEqual(liveMark(SUBJECT));
});
