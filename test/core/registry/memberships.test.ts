import { describe, expect, it } from "vitest";
import { documents } from "../../../adapters/importers/documents.ts";
import { commitShaSchema } from "../../../core/names.ts";
import type { Review } from "../../../core/policy/facts.ts";
import {
  approverTeams,
  decidingPeople,
  findStage,
  MAX_MEMBERSHIP_QUESTIONS,
  membershipQuestions,
} from "../../../core/registry/memberships.ts";
import { ada, app, grace, POLICY } from "../../support/registry-world.ts";

const head = commitShaSchema.parse("a".repeat(40));
const other = commitShaSchema.parse("b".repeat(40));
const review = (user: Review["user"], state: Review["state"] = "approved", commit = head): Review => ({
  id: 1,
  user,
  state,
  commit,
  submittedAt: "2026-01-01T00:00:00Z",
});
const deciding = (reviews: readonly Review[], excluded: readonly number[] = []) =>
  decidingPeople({ reviews, head, excluded: new Set(excluded) });

describe("membership questions", () => {
  it("are asked once per person and team, and only of people whose word counts", () => {
    const reviews = [review(ada), review(ada), review(grace, "commented"), review(app), review(null)];
    expect(deciding(reviews)).toEqual([ada]);
    expect(membershipQuestions(["a/x", "a/y"], [ada])).toEqual([
      { team: "a/x", account: ada },
      { team: "a/y", account: ada },
    ]);
  });

  it("are not asked about words that count for nothing whoever spoke them", () => {
    expect(deciding([review(ada, "approved", other)])).toEqual([]);
    expect(deciding([review(ada), review(ada, "dismissed")])).toEqual([]);
    expect(deciding([review(ada)], [ada.id])).toEqual([]);
  });

  it("are asked about everybody who could block, whichever commit it is of and whoever it is", () => {
    expect(deciding([review(ada, "changes_requested", other)], [ada.id])).toEqual([ada]);
  });

  it("are bounded", () => {
    const many = Array.from({ length: 500 }, (_, id) => review({ id: id + 1, login: `u${id}`, bot: false }));
    expect(deciding(many)).toHaveLength(MAX_MEMBERSHIP_QUESTIONS);
    expect(membershipQuestions(["a/x", "a/y"], deciding(many))).toHaveLength(MAX_MEMBERSHIP_QUESTIONS);
  });

  it("go to the teams that the stage names, or to the owners'", () => {
    const policy = documents.policy(POLICY);
    expect(approverTeams(findStage(policy, "production"), [])).toEqual(["acme/leads"]);
    const owned = documents.policy(POLICY.replace("from: [{ team: acme/leads }]", "from: owners"));
    expect(approverTeams(findStage(owned, "production"), [{ team: "acme/own" }, { user: "ada" }])).toEqual([
      "acme/own",
    ]);
    expect(approverTeams(undefined, [])).toEqual([]);
  });
});
