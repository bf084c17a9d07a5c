import { describe, expect, test } from "vitest";
import { decide } from "../../../../core/policy/decide.ts";
import { facts, HEAD, OLDER, policy } from "../../../support/facts.ts";

const VALIDATE = { name: "validate", app: "github-actions" };

function check(part: Record<string, unknown> = {}): unknown {
  const startedAt = "2026-01-02T10:00:00Z";
  return {
    id: 1,
    ...VALIDATE,
    appId: 15368,
    status: "completed",
    conclusion: "success",
    commit: HEAD,
    startedAt,
    ...part,
  };
}

function checks(...value: unknown[]) {
  return decide(policy({ checks: [VALIDATE] }), facts({ checks: { known: true, value } })).requirements.find(
    ({ kind }) => kind === "checks",
  );
}

describe("checks", () => {
  test("success on the head passes and is kept as evidence", () => {
    expect(checks(check())).toMatchObject({
      status: "passed",
      evidence: [{ kind: "check", name: "validate", app: "github-actions", appId: 15368, checkRunId: 1 }],
    });
  });

  test.each([
    ["neutral", "failed"],
    ["skipped", "failed"],
    ["failure", "failed"],
    ["cancelled", "failed"],
    ["timed_out", "failed"],
    [null, "failed"],
  ])("conclusion %s is %s", (conclusion, status) => {
    const found = conclusion ?? "no conclusion";
    expect(checks(check({ conclusion }))).toMatchObject({ status, children: [{ found }] });
  });

  test.each([
    ["none at all", []],
    ["one in progress", [check({ status: "in_progress", conclusion: null })]],
    ["one of another App", [check({ app: "impostor" })]],
    ["one of another name", [check({ name: "Validate" })]],
    ["one of another commit", [check({ commit: OLDER })]],
    ["a rerun that waits", [check(), check({ id: 2, status: "queued", conclusion: null, startedAt: null })]],
  ])("%s is waited for", (_, list) => {
    expect(checks(...list)?.status).toBe("pending");
  });

  test("an App that is named by its id is found by it, and told by it", () => {
    const byId = (value: unknown) =>
      decide(
        policy({ checks: [{ name: "validate", app: 15368 }] }),
        facts({ checks: { known: true, value: [value] } }),
      ).requirements.find(({ kind }) => kind === "checks");
    expect(byId(check({ app: "renamed" }))?.status).toBe("passed");
    expect(byId(check({ appId: 1 }))).toMatchObject({
      status: "pending",
      children: [
        {
          title: "check validate by the App with the id 15368",
          remedy: "wait for the App with the id 15368, or see why it does not run on this commit",
        },
      ],
    });
  });

  test("the newest decides, in any order of the list", () => {
    const rerun = check({ id: 2, startedAt: "2026-01-02T11:00:00Z", conclusion: "failure" });
    expect(checks(check(), rerun)?.status).toBe("failed");
    expect(checks(rerun, check())?.status).toBe("failed");
    const sameSecond = check({ id: 3, conclusion: "failure" });
    expect(checks(sameSecond, check())?.status).toBe("failed");
  });

  test("the newest is the one that was started last, and in one second the one with the higher id", () => {
    const second = "2026-01-02T10:00:00";
    const [green, red] = [{ id: 1 }, { id: 2, conclusion: "failure" }];
    const order = (first: Record<string, unknown>, last: Record<string, unknown>) =>
      checks(check(first), check(last))?.status;
    expect(order({ ...green, startedAt: "2026-01-02T11:00:00Z" }, red)).toBe("passed");
    expect(order({ ...green, startedAt: `${second}.250Z` }, red)).toBe("failed");
    expect(order(green, { ...red, startedAt: `${second}.250Z` })).toBe("failed");
    expect(order({ ...red, startedAt: null }, { ...green, id: 3 })).toBe("failed");
  });

  test("one of two is not enough, and the worse one decides", () => {
    const two = policy({ checks: [VALIDATE, { name: "lint", app: "github-actions" }] });
    const given = facts({ checks: { known: true, value: [check()] } });
    expect(decide(two, given).requirements.find(({ kind }) => kind === "checks")).toMatchObject({
      status: "pending",
      found: "1 of 2",
      children: [
        { expected: "success", found: "success" },
        { found: "no such check on this commit", remedy: expect.stringMatching(/this commit$/) },
      ],
    });
    const failed = facts({ checks: { known: true, value: [check({ conclusion: "failure" })] } });
    expect(decide(two, failed).requirements.find(({ kind }) => kind === "checks")?.status).toBe("failed");
  });

  test("a list that could not be read is unknown", () => {
    const given = facts({ checks: { known: false, reason: "rate limit" } });
    const result = decide(policy({ checks: [VALIDATE] }), given).requirements.find(
      ({ kind }) => kind === "checks",
    );
    expect([result?.status, result?.found]).toEqual(["unknown", "rate limit"]);
  });
});

const WORKFLOW = ".github/workflows/validate.yml";
const [BLOB, OTHER_BLOB] = ["1".repeat(40), "2".repeat(40)];

function checkUnder(rule: Record<string, unknown>, part: Record<string, unknown>) {
  const decision = decide(policy({ checks: [{ ...VALIDATE, ...rule }] }), facts(part));
  return decision.requirements.find(({ kind }) => kind === "checks")?.children[0];
}

describe("checks of a workflow", () => {
  const files = (judged: string | null, governed: string | null, on = "head") => ({
    workflowFiles: [{ on, path: WORKFLOW, blobs: { known: true, value: { judged, governed } } }],
  });
  const made = (part: Record<string, unknown> = {}) => ({
    checks: { known: true, value: [check({ workflow: WORKFLOW, ...part })] },
  });
  const rule = { workflow: WORKFLOW };

  test("B4: passes only with the registry branch's own file", () => {
    expect(checkUnder(rule, { ...made(), ...files(BLOB, BLOB) })?.status).toBe("passed");
    const changed = checkUnder(rule, { ...made(), ...files(OTHER_BLOB, BLOB) });
    expect([changed?.status, changed?.found]).toEqual([
      "failed",
      `success, but ${WORKFLOW} is not the one of the registry branch`,
    ]);
    expect(checkUnder(rule, { ...made(), ...files(OTHER_BLOB, null) })?.status).toBe("failed");
    expect(checkUnder(rule, { ...made(), ...files(null, BLOB) })).toMatchObject({
      status: "failed",
      expected: `success of ${WORKFLOW}`,
      found: `success, but no ${WORKFLOW} at the commit`,
    });
    expect(checkUnder(rule, { ...made(), ...files(null, null) })?.status).toBe("failed");
  });

  test("a check of the same name by another workflow, or by none, counts for nothing", () => {
    for (const workflow of [".github/workflows/mine.yml", null]) {
      expect(checkUnder(rule, { ...made({ workflow }), ...files(BLOB, BLOB) })?.status).toBe("pending");
    }
  });

  test("what is not known of the workflow or its file is unknown", () => {
    expect(checkUnder(rule, { ...made({ workflow: undefined }), ...files(BLOB, BLOB) })).toMatchObject({
      status: "unknown",
      found: "it is not known which workflow made the check",
    });
    const unread = { status: "unknown", found: `${WORKFLOW} cannot be compared: it was not read` };
    expect(checkUnder(rule, made())).toMatchObject(unread);
    expect(checkUnder(rule, { ...made(), ...files(BLOB, BLOB, "training") })).toMatchObject(unread);
    const [other] = files(BLOB, BLOB).workflowFiles;
    const workflowFiles = [{ ...other, path: ".github/workflows/other.yml" }];
    expect(checkUnder(rule, { ...made(), workflowFiles })).toMatchObject(unread);
    const lost = [{ on: "head", path: WORKFLOW, blobs: { known: false, reason: "lost" } }];
    expect(checkUnder(rule, { ...made(), workflowFiles: lost })).toMatchObject({
      status: "unknown",
      found: `${WORKFLOW} cannot be compared: lost`,
    });
  });
});

describe("checks of the training commit", () => {
  const TRAINED = "e".repeat(40);
  const rule = { on: "training" };
  const training = (value: unknown[], commit = TRAINED) => ({
    training: { repository: "acme/churn", commit, checks: { known: true, value } },
  });

  test("are looked for there, and only there", () => {
    expect(checkUnder(rule, training([check({ commit: TRAINED })]))?.status).toBe("passed");
    expect(checkUnder(rule, training([check()]))?.status).toBe("pending");
    const onHead = { checks: { known: true, value: [check()] } };
    expect(checkUnder(rule, { ...onHead, ...training([]) })?.status).toBe("pending");
    expect(checkUnder({}, training([check({ commit: TRAINED })]))?.status).toBe("pending");
  });

  test("may have to be made by the workflow of the default branch", () => {
    const made = training([check({ commit: TRAINED, workflow: WORKFLOW })]);
    const blobs = { known: true, value: { judged: OTHER_BLOB, governed: BLOB } };
    const workflowFiles = [{ on: "training", path: WORKFLOW, blobs }];
    expect(checkUnder({ ...rule, workflow: WORKFLOW }, { ...made, workflowFiles })).toMatchObject({
      title: "check validate by github-actions on the training commit",
      found: `success, but ${WORKFLOW} is not the one of the default branch`,
      remedy: "let the check run with the workflow of the default branch",
    });
    expect(checkUnder(rule, training([]))?.found).toBe("no such check on the training commit");
  });

  test("are unknown when they were not read", () => {
    expect(checkUnder(rule, {})?.status).toBe("unknown");
    const lost = { repository: "acme/churn", commit: TRAINED, checks: { known: false, reason: "lost" } };
    expect(checkUnder(rule, { training: lost })?.found).toBe("lost");
  });
});
