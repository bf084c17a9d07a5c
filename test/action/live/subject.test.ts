import { expect, test } from "vitest";
import { readInputs } from "../../../action/inputs.ts";
import { markOf, subjectOf } from "../../../action/live/subject.ts";
import { DEFAULT_RUN_CONFIG } from "../../../core/run/default-config.ts";
import { jobContext } from "../../support/live-job.ts";
import { runRequest } from "../../support/run-request.ts";

const subject = (matrix: string) =>
  subjectOf(
    readInputs((name) => (name === "matrix" ? matrix : "")),
    {
      ...runRequest(["hunter2-secret"]),
      name: "with hunter2-secret",
      config: { ...DEFAULT_RUN_CONFIG, compare: { ...DEFAULT_RUN_CONFIG.compare, repeats: ["seed"] } },
    },
    { startedAt: "2026-01-31T12:00:00.000Z", page: null },
  );

test("a leg is told by all of its values, also by those that only repeat, and without secrets", () => {
  expect(subject('{"seed": 1, "lr": "hunter2-secret"}')).toMatchObject({
    leg: "lr=[redacted] seed=1",
    name: "with [redacted]",
  });
  expect(subject("null").leg).toBeNull();
});

test("a check stands on the pull request's head, else on the commit that was pushed", () => {
  const [head, pushed] = ["b".repeat(40), "a".repeat(40)];
  expect(markOf(jobContext({ headCommit: head }), subject("null"), "job")?.commit).toBe(head);
  expect(markOf(jobContext({}), subject("null"), "job")?.commit).toBe(pushed);
});

test("without a commit or a repository there is none", () => {
  expect(markOf(jobContext({ commit: null }), subject("null"), "job")).toBeNull();
  expect(markOf(jobContext({ repository: null }), subject("null"), "job")).toBeNull();
  expect(markOf({ ...jobContext({}), trigger: null }, subject("null"), "job")).toBeNull();
});
