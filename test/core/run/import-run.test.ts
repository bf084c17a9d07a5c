import { expect, test } from "vitest";
import { PedigreeError } from "../../../core/errors.ts";
import type { ImportedRun } from "../../../core/ports/importer.ts";
import type { FoundRun } from "../../../core/ports/run-histories.ts";
import { assembleImport } from "../../../core/run/import-run.ts";
import { createRedactor } from "../../../core/run/redact.ts";
import { runIdTime } from "../../../core/run/run-id.ts";

const START = 1_700_000_000_000;
const OPTIONS = { folder: "history", experiment: null, redact: createRedactor(["hunter2hunter2"]) };

function found(run: Partial<ImportedRun>, rest: Partial<FoundRun> & { format?: string } = {}): FoundRun {
  const { format = "mlflow-files", path = "exp/run", modified = START + 5000 } = rest;
  const whole: ImportedRun = {
    group: path,
    params: new Map(),
    measurements: [],
    tags: [],
    data: [],
    partial: false,
    problems: [],
    ...run,
  };
  return { path, modified, sources: [{ path: `${path}/meta.yaml`, format, run: whole }] };
}

test("everything that the tracker tells is in the record, and nothing that it does not", () => {
  const commit = "0123456789abcdef0123456789abcdef01234567";
  const { run, curves, isRunning, isPartial } = assembleImport(
    found({
      params: new Map([["lr", "0.1"]]),
      measurements: [{ metric: "loss", step: 1, time: START, value: 0.5 }],
      tags: ["team=growth"],
      about: {
        id: "r1",
        name: "first",
        notes: "a note",
        experiment: "churn",
        status: "failed",
        startedAt: START,
        finishedAt: START + 1500,
        parent: "r0",
        commit,
      },
    }),
    OPTIONS,
  );
  expect(run).toMatchObject({
    experiment: "churn",
    name: "first",
    notes: "a note",
    status: "failed",
    startedAt: "2023-11-14T22:13:20.000Z",
    finishedAt: "2023-11-14T22:13:21.500Z",
    params: { lr: "0.1" },
    metrics: { loss: { last: 0.5, step: 1 } },
    tags: ["team=growth", "imported-from=mlflow", "imported-id=r1", "parent-id=r0"],
    source: { commit, dirty: true, repository: null },
    command: null,
    trigger: null,
    environment: { os: "unknown" },
  });
  expect(curves.get("loss")).toHaveLength(1);
  expect([isRunning, isPartial]).toEqual([false, false]);
  expect(run.warnings).toEqual([expect.stringContaining("whether the work tree was clean")]);
});

test("the id follows from the tracker's own id, wherever the files lie, and sorts by the start", () => {
  const about = { id: "r1", startedAt: START };
  const idOf = (part: Partial<ImportedRun>, rest = {}) => assembleImport(found(part, rest), OPTIONS).run.id;
  const id = idOf({ about });
  expect(idOf({ about }, { path: "elsewhere", format: "mlflow-db", modified: 1 })).toBe(id);
  expect(idOf({ about: { ...about, id: "r2" } })).not.toBe(id);
  expect(idOf({ about }, { format: "wandb" })).not.toBe(id);
  expect(runIdTime(id)).toBe(START);
});

test("without an id the folder tells runs apart, and names run and experiment", () => {
  const measurements = [{ metric: "loss", step: 0, time: START, value: 1 }];
  const one = assembleImport(found({ measurements }, { path: "logs/a", format: "tensorboard" }), OPTIONS).run;
  const two = assembleImport(found({ measurements }, { path: "logs/b", format: "tensorboard" }), OPTIONS).run;
  expect(one).toMatchObject({ experiment: "logs", name: "a" });
  expect(one.id).not.toBe(two.id);
  expect(assembleImport(found({ measurements }, { path: "." }), OPTIONS).run).toMatchObject({
    experiment: "history",
    name: null,
  });
  expect(assembleImport(found({}), { ...OPTIONS, experiment: "mine" }).run.experiment).toBe("mine");
});

test.each([
  ["is not told", {}, "finished", "does not tell how the run ended"],
  ["goes on", { about: { status: "running" } }, "failed", "goes on, or it was killed"],
  ["is not told of a cut file", { partial: true }, "failed", "not whole"],
] as const)("a status that %s is recorded with a warning", (_, part, status, warning) => {
  const { run } = assembleImport(found(part), OPTIONS);
  expect(run.status).toBe(status);
  expect(run.warnings).toContainEqual(expect.stringContaining(warning));
});

test("times come from the measurements, and from the file only with a warning", () => {
  const measurements = [START + 10, START + 90, -1, 1e18].map((time, step) => ({
    metric: "loss",
    step,
    time,
    value: 1,
  }));
  const measured = assembleImport(found({ measurements }), OPTIONS).run;
  expect([measured.startedAt, measured.finishedAt].map((time) => Date.parse(time) - START)).toEqual([10, 90]);
  const { run } = assembleImport(found({}), OPTIONS);
  expect(Date.parse(run.startedAt) - START).toBe(5000);
  expect(run.warnings).toContainEqual(expect.stringContaining("no time is told"));
});

test("no secret gets into the record, and problems are its warnings", () => {
  const { run, isPartial } = assembleImport(
    found({
      params: new Map([
        ["db_password", "abc"],
        ["note", "hunter2hunter2"],
      ]),
      partial: true,
      problems: [new PedigreeError("FILE_UNREADABLE", "cut at hunter2hunter2")],
      about: { notes: "hunter2hunter2", name: "hunter2hunter2" },
    }),
    OPTIONS,
  );
  expect(JSON.stringify(run)).not.toMatch(/hunter2|abc/);
  expect(isPartial).toBe(true);
  expect(run.warnings).toContainEqual(expect.stringContaining("cut at"));
});

test("plots are files of the record, named by what their tracker calls them but for secrets", () => {
  const plot = { pedigree: "roc", points: [[0, 1]] } as const;
  const plots = [{ name: "val/hunter2hunter2", plot: { ...plot, points: [[0, 1] as [number, number]] } }];
  const { run, texts } = assembleImport(found({ plots }, { format: "tensorboard" }), OPTIONS);
  const [file] = run.files;
  expect([...texts]).toEqual([["plots/tensorboard/val-redacted.json", `${JSON.stringify(plot)}\n`]]);
  expect(file).toMatchObject({ path: "plots/tensorboard/val-redacted.json", role: "artifact", bytes: 36 });
  expect(assembleImport(found({ plots }, { format: "tensorboard" }), OPTIONS).run).toEqual(run);
});
