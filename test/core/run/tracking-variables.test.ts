import { expect, test } from "vitest";
import { trackingVariables } from "../../../core/run/tracking-variables.ts";

const RECORDER = { MLFLOW_TRACKING_URI: "http://127.0.0.1:4000", MLFLOW_TRACKING_TOKEN: "ab".repeat(24) };

test("training code is told how to reach the recorder, and to print no address of a page that is not there", () => {
  const quiet = { MLFLOW_SUPPRESS_PRINTING_URL_TO_STDOUT: "true" };
  expect(trackingVariables(RECORDER, {})).toEqual({ variables: { ...RECORDER, ...quiet }, notes: [] });
  const own = { MLFLOW_SUPPRESS_PRINTING_URL_TO_STDOUT: "false" };
  expect(trackingVariables(RECORDER, own)).toEqual({ variables: RECORDER, notes: [] });
});

test("a tracking server that somebody chose stays chosen, and the log says so", () => {
  const { variables, notes } = trackingVariables(RECORDER, { MLFLOW_TRACKING_URI: "https://mlflow.example" });
  expect(variables).toEqual({});
  expect(notes).toEqual([expect.stringContaining("MLFLOW_TRACKING_URI is set already")]);
  expect(notes.join()).not.toContain("mlflow.example");
});

test("programs do not look for it behind a proxy", () => {
  const { variables } = trackingVariables(RECORDER, {
    HTTPS_PROXY: "x",
    http_proxy: "http://p",
    NO_PROXY: "a.example",
  });
  expect(variables).toMatchObject({
    no_proxy: "a.example,127.0.0.1,localhost",
    NO_PROXY: "a.example,127.0.0.1,localhost",
  });
});

test("where there is no recorder nothing is set", () => {
  expect(trackingVariables({}, { http_proxy: "http://p" })).toEqual({ variables: {}, notes: [] });
});
