import { expect, test } from "vitest";
import { readInputs } from "../../../action/inputs.ts";
import { type OrderSurroundings, orderOf } from "../../../action/live/order.ts";
import { subjectOf } from "../../../action/live/subject.ts";
import { liveOrderSchema } from "../../../core/live/live-order.ts";
import { jobContext } from "../../support/live-job.ts";
import { runRequest } from "../../support/run-request.ts";

const STARTED = "2026-01-31T12:00:00.000Z";

function order(given: Readonly<Record<string, string>>, change: Partial<OrderSurroundings> = {}) {
  const inputs = readInputs((name) => ({ "github-token": "t0ken", ...given })[name] ?? "");
  const request = { ...runRequest(), metrics: ["logs/*.csv"] };
  const around = {
    inputs,
    env: { GITHUB_API_URL: "https://ghe.example.org/api/v3", OTHER: "x" },
    context: jobContext(),
    workspace: "/workspace",
    server: "https://ghe.example.org",
    secrets: ["hunter2"],
    ...change,
  };
  return orderOf(around, {
    request,
    subject: subjectOf(inputs, request, { startedAt: STARTED, page: "https://ghe.example.org/run" }),
    startedAt: STARTED,
  });
}

test("a recorder is told all that it needs, and looks up nothing itself", () => {
  const made = order({ track: "off", matrix: '{"lr": 0.1}' });
  expect(liveOrderSchema.parse(JSON.parse(JSON.stringify(made)))).toEqual(made);
  expect(made).toMatchObject({
    experiment: "train/fit",
    leg: "lr=0.1",
    startedAt: STARTED,
    files: { workspace: "/workspace", search: false, metrics: ["logs/*.csv"] },
    secrets: ["hunter2"],
    board: {
      token: "t0ken",
      api: "https://ghe.example.org/api/v3",
      repository: "acme/churn",
      mark: { name: "pedigree / train/fit (lr=0.1)" },
      again: true,
    },
    rhythm: { look: 10_000, first: 30_000, between: 30_000 },
  });
});

test.each([
  ["live: false", { live: "false" }, {}],
  ["no token", { "github-token": "" }, {}],
  ["no commit", {}, { context: jobContext({ commit: null }) }],
] as const)("with %s there is nothing to show", (_what, inputs, change) => {
  expect(order(inputs, change)).toBeNull();
});
