import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { MAX_PROBLEMS } from "../../../adapters/importers/measurements.ts";
import { importMetrics } from "../../../adapters/importers/metrics.ts";
import { MAX_POINTS } from "../../../adapters/importers/points.ts";
import { PedigreeError } from "../../../core/errors.ts";

const read = (text: string, file = "metrics.json") => importMetrics(text, file);
const rows = (text: string, file?: string) =>
  read(text, file).measurements.map(({ metric, step, value }) => [metric, step, value]);

describe("digits beyond what a double holds", () => {
  it.each([
    ["m.json", '{"loss": 1e400, "auc": 0.5}', "loss"],
    ["m.json", '[{"loss": -1e400, "auc": 0.5}]', "[0]: loss"],
    ["m.json", '{"loss": [0.1, 1e400], "auc": 0.5}', "loss[1]"],
    ["m.jsonl", '{"loss": 1e400, "auc": 0.5}', "line 1: loss"],
    ["m.csv", "loss,auc\n1e400,0.5\n", "row 2: loss"],
    ["m.yaml", "loss: 1e400\nauc: 0.5\n", "loss"],
    ["m.yml", "- {loss: -1.5e+400, auc: 0.5}\n", "[0]: loss"],
    ["m.yaml", "loss: [0.1, 1e400]\nauc: 0.5\n", "loss[1]"],
    ["m.toml", "loss = 1e400\nauc = 0.5\n", "loss"],
    ["m.toml", "loss = [0.1, 1e4_00]\nauc = 0.5\n", "loss[1]"],
  ])("in %s are told, and no infinity: %s", (file, text, path) => {
    const { measurements, problems } = importMetrics(text, file);
    expect(measurements.every(({ value }) => Number.isFinite(value))).toBe(true);
    expect(measurements.find(({ metric }) => metric === "auc")?.value).toBe(0.5);
    expect(problems.map(({ details }) => details.path)).toEqual([path]);
  });
});

test.each([
  ["m.yaml", "a: .inf\nb: -.INF\nc: .nan\n"],
  ["m.toml", "a = inf\nb = -inf\nc = nan\n"],
])("an infinity that %s spells out is one", (file, text) => {
  expect(rows(text, file)).toEqual([
    ["a", null, Number.POSITIVE_INFINITY],
    ["b", null, Number.NEGATIVE_INFINITY],
    ["c", null, Number.NaN],
  ]);
});

describe("more points than are read", () => {
  const names = Array.from({ length: 1000 }, (_, at) => `m${at}`);
  const row = JSON.stringify(Object.fromEntries(names.map((name) => [name, 1])));
  const cells = `${names.map(() => "1").join(",")}\n`;
  const rowCount = MAX_POINTS / 1000 + 2;
  it.each([
    ["m.csv", () => `${names.join(",")}\n${cells.repeat(rowCount)}`],
    ["m.jsonl", () => `${row}\n`.repeat(rowCount)],
    ["m.json", () => `{"a": [1${",1".repeat(MAX_POINTS)}]}`],
  ])(
    "in %s are left out, and the rest is partial",
    (file, text) => {
      const { measurements, problems, partial } = importMetrics(text(), file);
      expect([measurements.length, partial]).toEqual([MAX_POINTS, true]);
      expect(problems.map(({ message }) => message)).toEqual([
        expect.stringMatching(`${file}: expected at most ${MAX_POINTS} values`),
      ]);
    },
    120_000,
  );
});

test("a flat file gives final values", () => {
  expect(rows('{"auc": 0.91, "n": 3}')).toEqual([
    ["auc", null, 0.91],
    ["n", null, 3],
  ]);
});

test("nested numbers are joined by dots, lists are curves from step 0", () => {
  expect(rows('{"val": {"loss": [0.5, 0.4]}, "test": {"auc": 0.9}}')).toEqual([
    ["val.loss", 0, 0.5],
    ["val.loss", 1, 0.4],
    ["test.auc", null, 0.9],
  ]);
});

test("NaN and infinities are kept, as Python writes them and as text", () => {
  expect(rows('{"a": NaN, "b": -Infinity, "c": "Infinity", "d": [1, NaN], "NaN": 1, "x\\"NaN": 2}')).toEqual([
    ["a", null, Number.NaN],
    ["b", null, Number.NEGATIVE_INFINITY],
    ["c", null, Number.POSITIVE_INFINITY],
    ["d", 0, 1],
    ["d", 1, Number.NaN],
    ["NaN", null, 1],
    ['x"NaN', null, 2],
  ]);
});

test("rows under log_history are read as the Hugging Face Trainer writes them", () => {
  const text =
    '{"best_metric":0.3,"log_history":[{"epoch":1.0,"loss":0.9,"step":10},{"epoch":1.0,"eval_loss":0.4,"step":10}]}';
  expect(rows(text)).toEqual([
    ["loss", 10, 0.9],
    ["eval_loss", 10, 0.4],
  ]);
});

test.each([
  ["m.csv", "epoch,loss,time\n0,0.5,12.5\n1,0.4,\n2,0.3,1700000000\n"],
  [
    "m.jsonl",
    '{"epoch":0,"loss":0.5,"time":12.5}\n{"epoch":1,"loss":0.4}\n{"epoch":2,"loss":0.3,"time":1700000000}\n',
  ],
  [
    "m.json",
    '[{"epoch":0,"loss":0.5,"time":12.5},{"epoch":1,"loss":0.4},{"epoch":2,"loss":0.3,"time":1.7e9}]',
  ],
])("seconds since the training began are a metric and no instants: %s", (name, text) => {
  const { measurements, problems } = importMetrics(text, name);
  expect(problems).toEqual([]);
  expect(measurements.map(({ metric, step, value }) => [metric, step, value])).toEqual([
    ["loss", 0, 0.5],
    ["time", 0, 12.5],
    ["loss", 1, 0.4],
    ["loss", 2, 0.3],
    ["time", 2, 1_700_000_000],
  ]);
  expect(new Set(measurements.map(({ time }) => time))).toEqual(new Set([null]));
});

test.each(["timestamp", "_timestamp", "wall_time"])("a column %s is no metric, whatever it holds", (name) => {
  const { measurements, problems } = importMetrics(`epoch,loss,${name}\n0,0.5,12.5\n`, "m.csv");
  expect([measurements, problems]).toEqual([[{ metric: "loss", step: 0, time: null, value: 0.5 }], []]);
});

test("a table of nothing but times since it began is read, one of instants is told", () => {
  expect(importMetrics("epoch,time\n0,1\n", "m.csv")).toMatchObject({
    measurements: [{ metric: "time", value: 1 }],
    problems: [],
  });
  expect(importMetrics("epoch,time\n0,1700000000\n", "m.csv").problems).toHaveLength(1);
});

test("a time in words is no metric", () => {
  for (const [name, text] of [
    ["m.csv", "epoch,loss,time\n0,0.5,00:01:23\n"],
    ["m.jsonl", '{"epoch":0,"loss":0.5,"time":"00:01:23"}\n'],
  ] as const)
    expect(importMetrics(text, name)).toMatchObject({
      measurements: [{ metric: "loss", time: null }],
      problems: [],
    });
});

test("JSON lines are read wide and long, with times", () => {
  const text =
    '{"step":1,"loss":0.5,"time":1700000000}\n\n{"metric":"auc","value":0.9,"step":2,"timestamp":"2026-01-01T00:00:00Z"}\n{"loss":0.3}\n';
  expect(read(text, "log.jsonl").measurements).toEqual([
    { metric: "loss", step: 1, time: 1_700_000_000_000, value: 0.5 },
    { metric: "auc", step: 2, time: Date.UTC(2026, 0, 1), value: 0.9 },
    { metric: "loss", step: 2, time: null, value: 0.3 },
  ]);
});

test("a cut last line loses only itself", () => {
  const { measurements, problems } = read('{"step":1,"loss":0.5}\n{"step":2,"lo', "log.jsonl");
  expect(measurements).toHaveLength(1);
  expect(problems[0]?.details).toMatchObject({ subject: "log.jsonl", path: "line 2" });
});

test.each([
  [
    "Keras",
    "epoch,accuracy,val_accuracy\n0,0.91,NA\n1,0.92,0.9\n",
    [
      ["accuracy", 0, 0.91],
      ["accuracy", 1, 0.92],
      ["val_accuracy", 1, 0.9],
    ],
  ],
  [
    "Lightning",
    "epoch,step,train_loss,val_loss\n0,49,0.71,\n0,49,,0.65\n",
    [
      ["train_loss", 49, 0.71],
      ["val_loss", 49, 0.65],
    ],
  ],
  [
    "tabs",
    "step\tloss\n1\tnan\n2\t-inf\n",
    [
      ["loss", 1, Number.NaN],
      ["loss", 2, Number.NEGATIVE_INFINITY],
    ],
  ],
  ["semicolons and a byte order mark", "\uFEFFstep;loss\r\n1;0.5\r\n", [["loss", 1, 0.5]]],
  [
    "an index column, words and quotes",
    ',host,"a, ""b"""\n0,red,1\n1,blue,2\n',
    [
      ['a, "b"', 0, 1],
      ['a, "b"', 1, 2],
    ],
  ],
  [
    "long",
    "metric,value,step\nauc,0.9,1\nloss,0.2,1\n",
    [
      ["auc", 1, 0.9],
      ["loss", 1, 0.2],
    ],
  ],
])("CSV: %s", (_, text, expected) => {
  expect(rows(text, "log.csv")).toEqual(expected);
});

test.each([
  ["metrics.json", '{"auc": "high"}', "auc", '"high"'],
  ["metrics.json", '{"a": {"b": true}}', "a.b", "true"],
  ["metrics.json", '{"a": null}', "a", "null"],
  ["metrics.json", '{"a": [1, "x"]}', "a[1]", '"x"'],
  ["metrics.json", '"text"', "", '"text"'],
  ["metrics.json", "[1]", "[0]", "1"],
  ["metrics.json", '{"": 1}', "", '""'],
  ["metrics.json", '{"__proto__": 1}', "__proto__", '"__proto__"'],
  ["log.jsonl", '{"step":"x","loss":1}', "line 1", '"x"'],
  ["log.jsonl", "[1]", "line 1", '"[1]"'],
  ["log.csv", "step,loss\n1,0.5\n2,oops\n", "row 3: loss", '"oops"'],
  ["log.csv", "step,loss\n1,0.5,7\n", "row 2", "a list of 3"],
])("%s with %s names place and finding", (file, text, path, found) => {
  const { problems } = read(text, file);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatchObject({
    code: "SCHEMA_MISMATCH",
    details: { subject: file, path, found, expected: expect.any(String) },
  });
});

test.each([
  ["metrics.json", '{"auc": 0.9,,}'],
  ["metrics.json", ""],
  ["metrics.json", '{"auc": NaN,,}'],
  ["log.csv", ""],
  ["log.csv", "step,loss\n"],
  ["metrics.txt", "1"],
  ["metrics", "1"],
])("%s with %j cannot be read at all", (file, text) => {
  expect(() => read(text, file)).toThrow(
    expect.objectContaining({
      code: "FILE_UNREADABLE",
      details: expect.objectContaining({
        subject: file,
        expected: expect.any(String),
        found: expect.any(String),
      }),
    }),
  );
});

test("a thousand bad lines are told in a few", () => {
  const { problems } = read("x\n".repeat(1000), "log.jsonl");
  expect(problems).toHaveLength(MAX_PROBLEMS + 1);
});

test("a table is read however large it is, but not where its rows leave out nearly all of a wide header", () => {
  const header = (width: number) => Array.from({ length: width }, (_, at) => `m${at}`).join(",");
  const full = `${"1,".repeat(999)}1\n`;
  expect(rows(`${header(1_000)}\n${full.repeat(1_100)}`, "m.csv")).toHaveLength(1_100_000);
  expect(rows(`${header(10)}\n${"1\n".repeat(1_000)}`, "m.csv")).toHaveLength(1_000);
  const refused = (text: string) => {
    expect(() => read(text, "m.csv")).toThrow(expect.objectContaining({ code: "FILE_UNREADABLE" }));
  };
  refused(`${header(5_000)}\n${"1\n".repeat(5_000)}`);
  refused(`${header(10_001)}\n1\n`);
});

test("a metric may be named with pipes, mentions, HTML and line breaks", () => {
  const name = "a|b @octocat <img src=x>\n`x`";
  expect(rows(JSON.stringify({ [name]: 1 }))).toEqual([[name, null, 1]]);
});

test.each(["m.json", "m.jsonl", "m.csv"])("any text in %s is read, or refused with a code", (file) => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.json(), fc.string({ unit: fc.constantFrom(",", "\n", '"', "1", "a", "\r") })),
      (text) => {
        try {
          read(text, file);
        } catch (error) {
          expect(error).toBeInstanceOf(PedigreeError);
        }
      },
    ),
    { numRuns: 300 },
  );
});

test("a table comes back as it was written", () => {
  const cell = fc
    .string({ minLength: 1, unit: fc.constantFrom("a", ",", '"', "\n", " ", ";") })
    .filter((text) => text.trim() === text);
  fc.assert(
    fc.property(
      fc.uniqueArray(cell, { minLength: 1, maxLength: 4 }),
      // Text keeps no sign of zero.
      fc.array(
        fc.double().map((value) => value + 0),
        { minLength: 1 },
      ),
      (names, values) => {
        const quoted = ["step", ...names].map((name) => `"${name.replaceAll('"', '""')}"`).join(",");
        // The separator is guessed from the first line, so commas there must outnumber the others.
        fc.pre(quoted.split("\n")[0]?.includes(";") !== true && !names.some((name) => name.includes(";")));
        const lines = values.map((value, step) => [step, ...names.map(() => value)].join(","));
        const expected = values.flatMap((value, step) => names.map((name) => [name, step, value]));
        expect(rows([quoted, ...lines].join("\n"), "m.csv")).toEqual(expected);
      },
    ),
  );
});

test.each([
  ["m.yaml", "auc: 0.9\nval:\n  loss: [0.5, .nan]\n"],
  ["m.toml", "auc = 0.9\n[val]\nloss = [0.5, nan]\n"],
])("%s holds what JSON does", (name, text) => {
  const { measurements, problems } = importMetrics(text, name);
  expect(problems).toEqual([]);
  expect(measurements.map(({ metric, step, value }) => [metric, step, value])).toEqual([
    ["auc", null, 0.9],
    ["val.loss", 0, 0.5],
    ["val.loss", 1, Number.NaN],
  ]);
});

test("a table without a number, such as one of words, says what it holds", () => {
  const { measurements, problems } = importMetrics("epoch;loss\n0;high\n1;low\n", "m.csv");
  expect(measurements).toEqual([]);
  expect(problems).toMatchObject([{ code: "SCHEMA_MISMATCH", message: expect.stringContaining("high") }]);
});

test("words beside numbers say what they are about, and are told where there is nothing else", () => {
  const read = (text: string, name: string) => {
    const { measurements, problems } = importMetrics(text, name);
    return [measurements.map(({ metric, value }) => `${metric}=${value}`), problems.length];
  };
  expect(read('{"model": "forest", "auc": 0.9, "tuned": true, "none": null}', "m.json")).toEqual([
    ["auc=0.9"],
    0,
  ]);
  expect(read('{"model": "forest", "tuned": true}', "m.json")).toEqual([[], 2]);
  expect(read('{"phase": "train", "loss": 1}\n{"phase": "test", "auc": 0.9}\n', "m.jsonl")).toEqual([
    ["loss=1", "auc=0.9"],
    0,
  ]);
  expect(read('{"phase": "train"}\n', "m.jsonl")).toEqual([[], 1]);
  expect(read('{"loss": 1e400, "auc": 0.9}\n', "m.jsonl")).toEqual([["auc=0.9"], 1]);
});

test("objects in a row of a log are read under dotted names, with the step of the row", () => {
  const text =
    '{"epoch": 3, "train": {"loss": 0.5, "at": {"lr": 0.1}}, "val": {"loss": NaN, "phase": "x"}}\n';
  expect(
    importMetrics(text, "m.jsonl").measurements.map(({ metric, step, value }) => [metric, step, value]),
  ).toEqual([
    ["train.loss", 3, 0.5],
    ["train.at.lr", 3, 0.1],
    ["val.loss", 3, Number.NaN],
  ]);
});
