import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type RunId, runIdSchema } from "../../../core/names.ts";
import { findRun, looksLikeRun, matchRuns, shortIdLength } from "../../../core/run/run-reference.ts";
import { law } from "../../support/law.ts";
import { withCode } from "../../support/with-code.ts";

const named = (start: string, name: string | null = null): { id: RunId; name: string | null } => ({
  id: runIdSchema.parse(start.padEnd(32, "0")),
  name,
});
const RUNS = [named("0190b", "cafe"), named("cafe1", null), named("cafe2", "base"), named("0190a", "base")];

describe("findRun", () => {
  it.each([
    ["latest", 0],
    ["latest~0", 0],
    ["latest~2", 2],
    ["0190a", 3],
    ["cafe2", 2],
    [named("cafe1").id, 1],
  ])("takes %s", (text, at) => {
    expect(findRun(RUNS, text)).toBe(RUNS[at]);
  });

  it.each([
    ["latest~4", "RUN_UNKNOWN"],
    ["latest~", "RUN_UNKNOWN"],
    ["dead", "RUN_UNKNOWN"],
    ["019", "RUN_UNKNOWN"],
    ["0190", "RUN_AMBIGUOUS"],
    ["base", "RUN_AMBIGUOUS"],
  ] as const)("refuses %s: %s", (text, code) => {
    expect(() => findRun(RUNS, text)).toThrow(withCode(code));
  });

  it("counts a name and the beginnings of other ids as meant by one word, and names them", () => {
    expect(() => findRun(RUNS, "cafe")).toThrow(/3 runs: 0190b0+ \(cafe\), cafe10+, cafe20+ \(base\)/);
  });

  it("lets a whole id win over a name of the same letters", () => {
    const id = named("cafe1").id;
    expect(findRun([named("0190c", id), ...RUNS], id).id).toBe(id);
  });
});

it("tells what can only be a run", () => {
  expect(["latest", "latest~1", "cafe", "0190a"].filter(looksLikeRun)).toHaveLength(4);
  expect(["latest-1", "caf", "churn", "CAFE", "", "0190a".padEnd(33, "0")].filter(looksLikeRun)).toEqual([]);
});

it("shows as much of every id as tells it from all others, and 8 digits at least", () => {
  expect(shortIdLength([])).toBe(8);
  expect(shortIdLength(RUNS)).toBe(8);
  expect(shortIdLength([named("123456789a"), named("123456789b")])).toBe(10);
  const ids = fc.uniqueArray(fc.stringMatching(/^[01]{32}$/), { minLength: 1, maxLength: 20 });
  law(ids, (list) => {
    const runs = list.map((id) => named(id));
    const length = shortIdLength(runs);
    for (const run of runs) expect(matchRuns(runs, run.id.slice(0, length))).toEqual([run]);
  });
});
