import { expect, test } from "vitest";
import type { LoggedModel } from "../../../core/ports/tracking-store.ts";
import { artifactCopies } from "../../../core/tracking/kept-artifacts.ts";
import { placeTracked } from "../../../core/tracking/tracked-labels.ts";
import { trackedRun } from "../../support/tracked-run.ts";

const model = (name: string, runId: string): LoggedModel => ({
  id: `m-${"0".repeat(24)}${name.length}1234567`,
  experimentId: "0",
  name,
  type: "",
  runId,
  artifactUri: `mlflow-artifacts:/0/models/m-${name.length}/artifacts`,
  status: "LOGGED_MODEL_READY",
  created: 0,
  updated: 0,
  tags: [],
  params: [],
  metrics: [],
});

const one = placeTracked([trackedRun("fit")]);
const two = placeTracked([trackedRun("fit"), trackedRun("check", { started: 1 })]);

test("a single run's artifacts need no name of its own; several are kept apart", () => {
  expect(artifactCopies(one, [], false)).toEqual([
    { from: "0/fit/artifacts", to: "mlflow", role: "artifact" },
  ]);
  expect(artifactCopies(two, [], false).map(({ to }) => to)).toEqual(["mlflow/fit", "mlflow/check"]);
});

test("whatever runs are called, their artifacts travel and stay in their folder", () => {
  const runs = placeTracked([
    trackedRun("a", { name: "fold: 1" }),
    trackedRun("b", { name: "..", started: 1 }),
  ]);
  expect(artifactCopies(runs, [], false).map(({ to }) => to)).toEqual(["mlflow/fold%3A 1", "mlflow/%2E%2E"]);
});

test("the only logged model is the run's model, unless another is named or there are several", () => {
  const roles = (models: readonly LoggedModel[], isNamed: boolean) =>
    artifactCopies(one, models, isNamed)
      .slice(1)
      .map(({ role }) => role);
  expect(roles([model("tree", "fit")], false)).toEqual(["model"]);
  expect(roles([model("tree", "fit")], true)).toEqual(["artifact"]);
  expect(roles([model("tree", "fit"), model("forest", "fit")], false)).toEqual(["artifact", "artifact"]);
});

test("a model's name makes no path of its own", () => {
  const [, copy] = artifactCopies(one, [model("../../etc", "fit")], false);
  expect(copy?.to).toMatch(/^mlflow\/models\/[A-Za-z0-9-][A-Za-z0-9._-]*$/);
});

test("artifacts that a client keeps elsewhere stay there", () => {
  const away = placeTracked([trackedRun("fit", { artifactUri: "s3://bucket/fit" })]);
  expect(artifactCopies(away, [], false)).toEqual([]);
});
