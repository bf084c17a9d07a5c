import { expect, it } from "vitest";
import { approverGroups } from "../../../core/policy/approver-groups.ts";
import { policy } from "../../support/facts.ts";

it("finds groups in blocks and in edits, with where they are written", () => {
  const found = approverGroups(
    policy(
      {
        approvals: { count: 2, from: [{ team: "acme/leads" }, { user: "ada" }], not: [] },
        any: [{ approvals: { from: [{ user: "bob" }] } }, { card: "production" }],
      },
      {
        access: {
          edit: [{ paths: ["pedigree.yml"], approvals: { count: 1, from: [{ team: "acme/leads" }] } }],
        },
      },
    ),
  );
  expect(found.map(({ path }) => path)).toEqual([
    expect.stringMatching(/^stages\[\d\]\.require\.approvals$/),
    expect.stringMatching(/^stages\[\d\]\.require\.any\[0\]\.approvals$/),
    "access.edit[0].approvals",
  ]);
  expect(found[0]).toMatchObject({ count: 2, teams: ["acme/leads"], users: ["ada"], leavesOut: false });
  expect(found[1]).toMatchObject({ count: 1, teams: [], users: ["bob"], leavesOut: true });
});

it("leaves out groups that do not say who is in them", () => {
  const rules = [
    { count: 2, from: "owners" as const },
    { count: 2, from: [{ permission: "write" as const }] },
    { count: 2, from: [{ user: "ada" }, { permission: "admin" as const }] },
    { count: 2 },
  ];
  for (const approvals of rules) expect(approverGroups(policy({ approvals }))).toEqual([]);
});
