import { expect, test } from "vitest";
import { createRedactor } from "../../../core/run/redact.ts";
import { placeTracked } from "../../../core/tracking/tracked-labels.ts";
import { trackedTable } from "../../../core/tracking/tracked-table.ts";
import { trackedRun } from "../../support/tracked-run.ts";

const curve = (key: string, value: number) => ({
  key,
  step: 0,
  time: 0,
  value,
  min: value,
  max: value,
  count: 1,
});

test("a row for each run, a column for each name that any of them has", () => {
  const runs = [
    trackedRun("sweep", { curves: [curve("best", 0.9)], ended: 1000, started: 0 }),
    trackedRun("trial", {
      started: 1,
      status: "RUNNING",
      params: [{ key: "note", value: 'a, "b"' }],
      tags: [
        { key: "mlflow.parentRunId", value: "sweep" },
        { key: "fold", value: "3" },
      ],
      curves: [curve("auc", Number.NaN)],
    }),
  ];
  expect(trackedTable(placeTracked(runs), (text) => text)).toBe(
    [
      "run,status,started,ended,params.note,tags.fold,metrics.auc,metrics.best",
      "sweep,FINISHED,1970-01-01T00:00:00.000Z,1970-01-01T00:00:01.000Z,,,,0.9",
      'sweep/trial,RUNNING,1970-01-01T00:00:00.001Z,,"a, ""b""",3,NaN,',
      "",
    ].join("\r\n"),
  );
});

test("secrets are hidden, and a time that is none is left out", () => {
  const run = trackedRun("correct-horse-battery", {
    started: 9e15,
    params: [{ key: "correct-horse-battery", value: "1" }],
  });
  const table = trackedTable(placeTracked([run]), createRedactor(["correct-horse-battery"]));
  expect(table).toBe("run,status,started,ended,params.[redacted]\r\n[redacted],FINISHED,,,1\r\n");
});

test("a cell of a column whose name says that it is secret is hidden", () => {
  const run = trackedRun("fit", {
    params: [{ key: "db_password", value: "hunter2" }],
    tags: [{ key: "api_key", value: "abc" }],
  });
  const table = trackedTable(placeTracked([run]), (text) => text);
  expect(table).toContain("params.db_password,tags.api_key\r\n");
  expect(table).toContain(",[redacted],[redacted]\r\n");
  expect(table).not.toMatch(/hunter2|abc/);
});
