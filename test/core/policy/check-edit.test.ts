import { describe, expect, it } from "vitest";
import { checkPolicy } from "../../../core/policy/check-policy.ts";
import { policy } from "../../support/facts.ts";

const LEADS = { count: 1, from: [{ team: "acme/ml-leads" }] };
const problems = (edit: unknown) => checkPolicy(policy({}, { access: { edit } })).map(({ path }) => path);

describe("access.edit", () => {
  it("can be used where somebody decides about the policy", () => {
    expect(problems([{ paths: ["pedigree.yml"], approvals: LEADS }])).toEqual([]);
    expect(problems([{ paths: ["**"], approvals: LEADS }])).toEqual([]);
  });

  it.each([
    ["leaves the policy open", [{ paths: ["models/**"], approvals: LEADS }], "access.edit"],
    [
      "asks for owners of the policy",
      [{ paths: ["**"], approvals: { count: 1, from: "owners" } }],
      "access.edit[0].approvals",
    ],
    [
      "asks for owners of the policy in a group",
      [
        {
          paths: ["pedigree.yml"],
          approvals: {
            each: [
              { count: 1, from: "owners" },
              { count: 1, from: [{ user: "a" }] },
            ],
          },
        },
      ],
      "access.edit[0].approvals",
    ],
    [
      "cannot be met",
      [{ paths: ["**"], approvals: { count: 2, from: [{ user: "ada" }] } }],
      "access.edit[0].approvals.count",
    ],
  ])("is refused where it %s", (_, edit, path) => {
    expect(problems(edit)).toContain(path);
  });
});
