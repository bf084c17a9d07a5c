import { describe, expect, it } from "vitest";
import { advisePolicy } from "../../../core/policy/advise-policy.ts";
import { checkPolicy } from "../../../core/policy/check-policy.ts";
import { policy } from "../../support/facts.ts";

type Rules = Parameters<typeof policy>[0];

const APPROVED = { approvals: { from: [{ team: "acme/leads" }] } };

/** development → production (one holder) → archived, with these rules and further fields. */
function written(require: Rules, archived: Rules = APPROVED, part: Record<string, unknown> = {}) {
  return policy(
    {},
    {
      stages: [
        { name: "development" },
        { name: "production", from: ["development"], holders: "one", displaced: "archived", require },
        { name: "archived", from: "any", require: archived },
      ],
      ...part,
    },
  );
}

const advice = (...given: Parameters<typeof written>) => {
  const one = written(...given);
  // Advice is about what can be used.
  expect(checkPolicy(one)).toEqual([]);
  return advisePolicy(one).map(({ path, found }) => [path, found]);
};

const WORKFLOW = ".github/workflows/validate.yml";

describe("advice", () => {
  it("is none for a policy that follows it", () => {
    expect(
      advice({ ...APPROVED, checks: [{ name: "x", app: "github-actions", workflow: WORKFLOW }] }),
    ).toEqual([]);
  });

  it("is given of a workflow that cannot have made the check, in whichever block", () => {
    const checks = [{ name: "x", app: "acme-checks", workflow: WORKFLOW }];
    expect(advice({ any: [{ checks }, { data: "A" }] })).toEqual([
      ["stages[1].require.any[0].checks[0].workflow", `${WORKFLOW} with a check by acme-checks`],
    ]);
    expect(advice({ checks: [{ name: "x", app: "acme-checks" }] })).toEqual([]);
  });

  it.each(["github-actions", 15368])("is given of a check by %s that any workflow can make", (app) => {
    expect(advice({ checks: [{ name: "x", app }] })).toEqual([
      ["stages[1].require.checks[0].workflow", "nothing"],
    ]);
    expect(advice({ ...APPROVED, checks: [{ name: "x", app, workflow: WORKFLOW }] })).toEqual([]);
  });

  it("is given of a waiver that lifts nothing", () => {
    const waiver = {
      model: "churn",
      stage: "production",
      requirement: "data",
      by: "alice",
      reason: "no digest before March",
      expires: "2026-03-31",
    };
    const waivers = { waivers: [waiver] };
    const path = [["waivers[0].requirement", "data"]];
    expect(advice({ card: "staging" }, APPROVED, waivers)).toEqual(path);
    // What another stage asks for is not what this one does.
    expect(advice({}, { ...APPROVED, data: "A" }, waivers)).toEqual(path);
    expect(advice({ any: [{ data: "A" }, { soak: "1h" }] }, APPROVED, waivers)).toEqual([]);
    const models = { "ch*": { stages: { production: { require: { data: "A" } } } } };
    expect(advice({}, APPROVED, { ...waivers, models })).toEqual([]);
  });

  it("is given of a stage that takes a holder away without an approval", () => {
    const path = [["stages[2].require.approvals", "nothing"]];
    expect(advice({}, {})).toEqual(path);
    expect(advice({}, { any: [APPROVED, { card: "staging" }] })).toEqual(path);
    expect(advice({}, { any: [APPROVED, { card: "staging", ...APPROVED }] })).toEqual([]);
    expect(advice({}, { all: [{ card: "staging" }, APPROVED] })).toEqual([]);
    // Nobody leaves production for a stage that is not entered from there.
    expect(
      advisePolicy(policy({}, { stages: [{ name: "development" }, { name: "a", from: ["development"] }] })),
    ).toEqual([]);
  });

  it("says of a list that names nobody that nobody may ask", () => {
    const empty = { access: { register: [], promote: [] } };
    expect(advice({ ...APPROVED }, APPROVED, empty)).toEqual([["access.promote", "an empty list"]]);
    const team = { access: { register: [], promote: [{ team: "acme/leads" }] } };
    expect(advice({ ...APPROVED }, APPROVED, team)).toEqual([]);
  });
});
