import { expect, test } from "vitest";
import { recorderAddressSchema, recorderVariables } from "../../../core/run/recorder-session.ts";

const ADDRESS = {
  pid: 42,
  url: "http://127.0.0.1:4000",
  token: "ab".repeat(24),
  startedAt: "2026-01-31T12:00:00.000Z",
};

test("a recorder is reached on loopback alone", () => {
  expect(recorderAddressSchema.parse(ADDRESS)).toEqual(ADDRESS);
  for (const url of ["http://example.com:80", "https://127.0.0.1:1", "http://127.0.0.1.example.com:1"])
    expect(recorderAddressSchema.safeParse({ ...ADDRESS, url }).success).toBe(false);
});

test("MLflow's clients find it by two variables", () => {
  expect(recorderVariables(ADDRESS)).toEqual({
    MLFLOW_TRACKING_URI: ADDRESS.url,
    MLFLOW_TRACKING_TOKEN: ADDRESS.token,
  });
});
