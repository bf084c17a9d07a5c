import { describe, expect, it } from "vitest";
import { commitShaSchema, runIdSchema } from "../../core/names.ts";
import { decide } from "../../core/policy/decide.ts";
import type { EditDecision } from "../../core/policy/edit-decision.ts";
import { resultOf } from "../../core/policy/requirement.ts";
import {
  describeEvaluation,
  describeGate,
  describeReconcile,
  describeRegistration,
  describeRequest,
} from "../../usecases/describe-outcomes.ts";
import { NOTHING_KNOWN } from "../../usecases/reconcile-memory.ts";
import { facts, model, policy, stage } from "../support/facts.ts";

const REGISTRY = "acme/registry";
const churn = model("churn");
const run = runIdSchema.parse("0".repeat(32));
const commit = commitShaSchema.parse("abcdef0".padEnd(40, "1"));
const waiting = decide(policy({ approvals: { count: 1, from: [{ team: "acme/ml-leads" }] } }), facts());
const allowed = decide(policy(), facts());

const edit: EditDecision = {
  schemaVersion: 1,
  kind: "edit-decision",
  allowed: false,
  policy: allowed.policy,
  facts: allowed.facts,
  requirements: [
    resultOf({ kind: "approvals", status: "pending", title: "2 approvals", expected: "2", found: "0" }),
  ],
};

const registered = { kind: "registered", model: churn, version: 3, run, pull: 7 } as const;
const requested = { kind: "requested", model: churn, version: 3, to: stage("production"), pull: 8 } as const;
const refused = {
  kind: "refused",
  code: "ACCESS_DENIED",
  reason: "not yours",
  who: "mary",
  next: "ask her",
} as const;

describe("what is told", () => {
  it.each([
    [describeRegistration(REGISTRY, registered), ["churn 3", "#7"]],
    [describeRegistration(REGISTRY, refused), ["ACCESS_DENIED", "not yours"]],
    [describeRequest(REGISTRY, requested), ["churn 3", "production", "#8"]],
    [describeRequest(REGISTRY, refused), ["ACCESS_DENIED", "not yours"]],
    [
      describeEvaluation(REGISTRY, { kind: "landed", pull: 8, decision: allowed, commit, troubles: [] }),
      ["#8", "churn 2 → production", "abcdef0"],
    ],
    [
      describeEvaluation(REGISTRY, { kind: "waiting", pull: 8, decision: waiting, published: true }),
      ["#8", waiting.requirements.find(({ status }) => status !== "passed")?.title ?? "?"],
    ],
    [
      describeEvaluation(REGISTRY, {
        kind: "edit-landed",
        pull: 8,
        decision: edit,
        commit,
        paths: ["pedigree.yml"],
      }),
      ["#8", "pedigree.yml", "abcdef0"],
    ],
    [
      describeEvaluation(REGISTRY, { kind: "edit-waiting", pull: 8, decision: edit, published: true }),
      ["#8", "2 approvals"],
    ],
    [
      describeEvaluation(REGISTRY, {
        kind: "shut",
        pull: 8,
        code: "POLICY_INVALID",
        reason: "stages[0]",
        published: true,
      }),
      ["#8", "POLICY_INVALID", "stages[0]"],
    ],
    [describeEvaluation(REGISTRY, { kind: "outrun", pull: 8, attempts: 5 }), ["#8", "5 times"]],
  ])("is one line that names the registry and the matter: %s", (lines, words) => {
    expect(lines).toHaveLength(1);
    for (const word of [REGISTRY, ...words]) expect(lines[0]).toContain(word);
  });

  it("has a line of its own for each projection that is still to be done", () => {
    const troubles = ["labels of #7", "branch x"];
    expect(
      describeEvaluation(REGISTRY, { kind: "landed", pull: 8, decision: allowed, commit, troubles }),
    ).toHaveLength(3);
    expect(describeEvaluation(REGISTRY, { kind: "projected", pull: 8, troubles })).toHaveLength(2);
  });

  it("is everything of a pass, in its parts", () => {
    const lines = describeReconcile(REGISTRY, {
      registrations: [registered],
      requests: [requested],
      evaluations: [{ kind: "outrun", pull: 8, attempts: 5 }],
      memory: NOTHING_KNOWN,
      troubles: ["run 9"],
    });
    expect(lines).toHaveLength(4);
    expect(lines.at(-1)).toContain("run 9");
  });
});

describe("what is not worth a line", () => {
  it.each([
    ["a version that exists", describeRegistration(REGISTRY, { ...registered, kind: "exists" })],
    ["a run that wants nothing", describeRegistration(REGISTRY, { kind: "nothing", reason: "" })],
    ["a request that exists", describeRequest(REGISTRY, { ...requested, kind: "exists" })],
    ["a comment that asks nothing", describeRequest(REGISTRY, { kind: "nothing", reason: "" })],
    [
      "a decision that was told already",
      describeEvaluation(REGISTRY, { kind: "waiting", pull: 8, decision: waiting, published: false }),
    ],
    [
      "a closed gate that was told already",
      describeEvaluation(REGISTRY, {
        kind: "shut",
        pull: 8,
        code: "POLICY_INVALID",
        reason: "",
        published: false,
      }),
    ],
    ["somebody else's pull request", describeEvaluation(REGISTRY, { kind: "ignored", pull: 8, reason: "" })],
    [
      "a projection that was done",
      describeEvaluation(REGISTRY, { kind: "projected", pull: 8, troubles: [] }),
    ],
  ])("%s", (_, lines) => {
    expect(lines).toEqual([]);
  });
});

it("an answer to a deployment says which, and why", () => {
  const place = { repository: "acme/serving", environment: "live", runId: 7, deployment: 8 };
  const [line] = describeGate(place, { approved: false, reason: "held by version 1" });
  expect(line).toBe("acme/serving: deployment to live by run 7 rejected: held by version 1");
});
