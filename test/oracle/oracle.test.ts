import { describe, expect, test } from "vitest";
import { caseOf, compareCase } from "./compare.ts";
import { compareEdit } from "./edits/compare-edit.ts";
import { addTo, addVerdicts, emptyTally, gapsOf, type Tally } from "./tally.ts";

/** A short form of `npm run oracle`, which says more and takes as many cases as one asks for; CI takes thousands more. */
const SAME_CASES = 1_000;
const OTHER_CASES = 500;

function tallyFrom(seed: number, cases: number): Tally {
  const tally = emptyTally();
  for (let at = seed; tally.cases < cases; at += 1) {
    const given = caseOf(at);
    if (given !== null) addTo(tally, compareCase(given));
  }
  return tally;
}

function editsFrom(seed: number, cases: number): Tally {
  const tally = emptyTally();
  for (let at = seed; tally.cases < cases; at += 1) {
    const edit = compareEdit(at);
    if (edit !== null) addVerdicts(tally, edit);
  }
  return tally;
}

describe("the documentation's answer is the decision", () => {
  test("on the same cases every time, which hold everything that can happen", () => {
    const tally = tallyFrom(1, SAME_CASES);
    expect(tally.disagreements).toEqual([]);
    expect(gapsOf(tally)).toEqual([]);
  }, 120_000);

  const seed = Date.now() % 1_000_000_000;
  test(`on other cases every time: npm run oracle -- --cases ${OTHER_CASES} --seed ${seed}`, () => {
    expect(tallyFrom(seed, OTHER_CASES).disagreements).toEqual([]);
  }, 120_000);

  test("about edits as well, on the same cases every time", () => {
    const tally = editsFrom(1, SAME_CASES);
    expect(tally.disagreements).toEqual([]);
    expect(gapsOf(tally)).toEqual([]);
  }, 120_000);

  test(`about other edits every time: npm run oracle -- --edits --cases ${OTHER_CASES} --seed ${seed}`, () => {
    expect(editsFrom(seed, OTHER_CASES).disagreements).toEqual([]);
  }, 120_000);
});
