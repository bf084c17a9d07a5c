import { expect, test } from "vitest";
import { leftVariables, markedOwn, withoutOtherRecorder } from "../../../core/run/own-tracking.ts";

const RECORDER = { MLFLOW_TRACKING_URI: "http://127.0.0.1:4000", MLFLOW_TRACKING_TOKEN: "ab" };
const LEFT = { ...RECORDER, ...markedOwn(RECORDER), HOME: "/home/ada" };

test("a recorder that Pedigree set for another run was chosen by nobody", () => {
  expect(withoutOtherRecorder(LEFT)).toMatchObject({
    HOME: "/home/ada",
    MLFLOW_TRACKING_URI: undefined,
    MLFLOW_TRACKING_TOKEN: undefined,
  });
});

test.each([
  { ...LEFT, MLFLOW_TRACKING_URI: "http://127.0.0.1:5000" },
  { ...LEFT, MLFLOW_RUN_ID: "ab" },
  { ...RECORDER },
  { HOME: "/home/ada" },
])("what somebody chose stays: %j", (env) => {
  expect(withoutOtherRecorder(env)).toEqual(env);
});

test("a shell is told which variables of its run it has still", () => {
  const shell = { ...LEFT, PEDIGREE_RUN: "a", PEDIGREE_STORE: "/s" };
  const own = ["PEDIGREE_RUN", "PEDIGREE_STORE", "PEDIGREE_TRACKING_URI"];
  expect(leftVariables(shell, "a")).toEqual([...own, "MLFLOW_TRACKING_URI", "MLFLOW_TRACKING_TOKEN"]);
  expect(leftVariables({ ...shell, MLFLOW_TRACKING_URI: "http://chosen" }, "a")).toEqual(own);
  expect(leftVariables(shell, "b")).toEqual([]);
});

test("without a recorder nothing is marked", () => {
  expect(markedOwn({})).toEqual({});
});
