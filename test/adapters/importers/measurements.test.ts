import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  Collector,
  findAxes,
  isBlank,
  MAX_PROBLEMS,
  readNumber,
  readTime,
  TimeColumns,
} from "../../../adapters/importers/measurements.ts";
import { law } from "../../support/law.ts";

describe("numbers in text", () => {
  it("come back as they were written", () => {
    law(fc.double(), (value) => expect(readNumber(String(value))).toBe(value === 0 ? 0 : value));
  });

  it.each([
    [" 1.5 ", 1.5],
    ["+.5", 0.5],
    ["1e-3", 0.001],
    ["nan", Number.NaN],
    ["-NaN", Number.NaN],
    ["inf", Number.POSITIVE_INFINITY],
    ["-Infinity", Number.NEGATIVE_INFINITY],
    ["0x10", undefined],
    ["1_000", undefined],
    ["1,5", undefined],
    ["1.2.3", undefined],
    ["", undefined],
    ["true", undefined],
    [true, undefined],
    [null, undefined],
  ])("%j is read as %s", (text, expected) => {
    expect(readNumber(text)).toBe(expected);
  });

  it.each(["", " ", "NA", "N/A", "null", "None", "-", null, undefined])(
    "%j stands for no measurement",
    (cell) => {
      expect(isBlank(cell)).toBe(true);
    },
  );

  it.each(["0", "nan", "no", 0, false])("%j stands for itself", (cell) => {
    expect(isBlank(cell)).toBe(false);
  });
});

describe("times", () => {
  it.each([
    [1_700_000_000, 1_700_000_000_000],
    [1_700_000_000.25, 1_700_000_000_250],
    [1_700_000_000_000, 1_700_000_000_000],
    ["1700000000", 1_700_000_000_000],
    ["2026-01-01T00:00:00Z", Date.UTC(2026, 0, 1)],
    ["yesterday", null],
    ["step 3", null],
    ["00:01:23", null],
    [0, null],
    [12.5, null],
    ["999999999.9", null],
    [1_000_000_000, 1_000_000_000_000],
    [20_260_131, null],
    [999_999_999_999, null],
    [1_700_000_000_000_000, null],
    ["1969-12-31T00:00:00Z", null],
    [-1, null],
    [Number.NaN, null],
    [undefined, null],
  ])("%j is %s", (value, expected) => {
    expect(readTime(value)).toBe(expected);
  });
});

describe("columns of times", () => {
  const columns = ["timestamp", "time"];
  const row = (timestamp: unknown, time: unknown) => (column: string) =>
    column === "time" ? time : timestamp;

  it("mean by their first value what they mean, whatever follows", () => {
    const times = new TimeColumns();
    expect(times.measured(columns)).toBeUndefined();
    expect(times.read(columns, row("", Number.NaN))).toBeNull();
    expect(times.measured(columns)).toBeUndefined();
    expect(times.read(columns, row(3, 12.5))).toBeNull();
    expect(times.measured(columns)).toBe("time");
    expect(times.read(columns, row(1_700_000_000, 1_700_000_000))).toBeNull();
    expect(times.measured(columns)).toBe("time");
  });

  it("give the best instant of a row, and none of what is no instant in a column of instants", () => {
    const times = new TimeColumns();
    expect(times.read(columns, row("1700000000", 1_800_000_000))).toBe(1_700_000_000_000);
    expect(times.read(columns, row("", 1_800_000_000))).toBe(1_800_000_000_000);
    expect(times.read(columns, row("", 5))).toBeNull();
    expect(times.measured(columns)).toBeUndefined();
    expect(times.measured(["timestamp"])).toBeUndefined();
  });
});

it("counts by the best column, and takes none of the others for a metric", () => {
  expect(findAxes(["epoch", "loss", "step", "timestamp"])).toEqual({
    step: "step",
    times: ["timestamp"],
    rest: ["loss"],
  });
  expect(findAxes(["loss"])).toEqual({ step: undefined, times: [], rest: ["loss"] });
});

it("keeps what can be read, and tells of the rest in a few lines", () => {
  const collector = new Collector("m.json");
  for (const metric of ["auc", "", "x".repeat(251), "__proto__", "constructor"]) {
    collector.add({ metric, step: null, time: null, value: 1 }, "row 1");
  }
  for (let row = 0; row < 100; row += 1) collector.problem(`row ${row}`, "a number", "x");
  const { measurements, problems } = collector.imported();
  expect(measurements.map(({ metric }) => metric)).toEqual(["auc"]);
  expect(problems).toHaveLength(MAX_PROBLEMS + 1);
  expect(problems.at(-1)?.details.found).toContain(String(4 + 100 - MAX_PROBLEMS));
});
