import { expect, test } from "vitest";
import { grantsFor, namesOwners } from "../../../core/policy/edit-grants.ts";
import { policy } from "../../support/facts.ts";

const grants = (...edit: readonly unknown[]) => policy({}, { access: { edit } }).access.edit ?? [];
const LEADS = { from: [{ team: "acme/ml-leads" }] };

test("a grant covers a path that any of its patterns fits; all such grants count", () => {
  const all = grants(
    { paths: ["pedigree.yml", "templates/*"], approvals: LEADS },
    { paths: ["models/**"], approvals: {} },
    { paths: ["**"], approvals: { count: 2 } },
  );
  const covering = (path: string) => grantsFor(all, path).map((grant) => all.indexOf(grant));
  expect(covering("templates/x")).toEqual([0, 2]);
  expect(covering("models/churn/model.yml")).toEqual([1, 2]);
  expect(covering("README.md")).toEqual([2]);
  expect(grantsFor(all.slice(0, 2), "README.md")).toEqual([]);
});

test.each([
  [{ from: "owners" }, true],
  [{ each: [LEADS, { from: "owners" }] }, true],
  [{ each: [LEADS, LEADS] }, false],
  [LEADS, false],
  [{}, false],
])("%j asks for the owners: %s", (approvals, expected) => {
  const [grant] = grants({ paths: ["**"], approvals });
  expect(grant && namesOwners(grant.approvals)).toBe(expected);
});
