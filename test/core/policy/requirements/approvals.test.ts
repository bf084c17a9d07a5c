import { describe, expect, test } from "vitest";
import { decide } from "../../../../core/policy/decide.ts";
import type { Decision, RequirementResult } from "../../../../core/policy/decision.ts";
import type { WrittenPolicy } from "../../../../core/policy/policy.ts";
import {
  ALICE,
  APP,
  BOB,
  CAROL,
  facts,
  HEAD,
  OLDER,
  person,
  policy,
  REQUESTER,
  review,
  TRAINER,
} from "../../../support/facts.ts";

type Rule = NonNullable<NonNullable<WrittenPolicy["stages"][number]["require"]>["approvals"]>;

const LEADS = { from: [{ team: "acme/ml-leads" }] };

function approvals(rule: Rule, part: Record<string, unknown>): RequirementResult {
  const decision: Decision = decide(policy({ approvals: rule }), facts(part));
  const result = decision.requirements.find(({ kind }) => kind === "approvals");
  if (result === undefined) throw new Error("no result");
  return result;
}

const reviews = (...value: unknown[]) => ({ reviews: { known: true, value } });
const member = (id: number, state: string) => ({ team: "acme/ml-leads", userId: id, state });

describe("who counts", () => {
  test("a member of the team who approved the head", () => {
    const result = approvals(LEADS, reviews(review()));
    expect(result.status).toBe("passed");
    expect(result.evidence).toEqual([
      { kind: "approval", user: ALICE, reviewId: expect.any(Number), commit: HEAD },
    ]);
  });

  test("two need two people, not two reviews", () => {
    expect(approvals({ ...LEADS, count: 2 }, reviews(review(), review())).status).toBe("pending");
    expect(approvals({ ...LEADS, count: 2 }, reviews(review(), review({ user: BOB }))).status).toBe("passed");
  });

  test("an approval of another commit does not, and the result says so", () => {
    const result = approvals(LEADS, reviews(review({ user: BOB, commit: OLDER })));
    expect(result.status).toBe("pending");
    expect(result.found).toMatchInlineSnapshot(`"0 of 1; not counted: bob (approved another commit)"`);
    expect(approvals(LEADS, reviews(review({ commit: null }))).status).toBe("pending");
  });

  test.each([
    ["a bot", { user: APP }],
    ["a deleted account", { user: null }],
    ["somebody outside the team", { user: CAROL }],
  ])("%s does not", (_, part) => {
    const result = approvals(LEADS, {
      ...reviews(review(part)),
      memberships: [APP, CAROL].map(({ id }) => member(id, id === APP.id ? "active" : "none")),
    });
    expect(result.status).toBe("pending");
  });

  test("a user by login, without regard to case, and owners", () => {
    expect(approvals({ from: [{ user: "Alice" }] }, reviews(review())).status).toBe("passed");
    expect(approvals({ from: "owners" }, reviews(review({ user: CAROL }))).status).toBe("passed");
    expect(approvals({ from: "owners" }, reviews(review())).status).toBe("pending");
    expect(approvals({ from: "owners" }, { ...reviews(review()), owners: [] }).status).toBe("pending");
  });

  test("without from: whoever may write, and nobody of whom that is not known", () => {
    const may = (mayWrite: boolean | null) => ({ reviewers: [{ userId: ALICE.id, mayWrite }] });
    expect(approvals({}, { ...reviews(review()), ...may(true) }).status).toBe("passed");
    expect(approvals({}, { ...reviews(review()), ...may(false) }).status).toBe("pending");
    expect(approvals({}, { ...reviews(review()), ...may(null) }).status).toBe("unknown");
    expect(approvals({}, reviews(review())).status).toBe("unknown");
  });
});

describe("who has a part in it", () => {
  test.each([
    ["requester", { requester: ALICE }],
    ["trainer", { trainer: ALICE }],
    ["author", { authors: { known: true, value: [APP, ALICE] } }],
    ["committer", { committers: { known: true, value: [ALICE] } }],
  ] as const)("the %s does not count, unless the policy says so", (role, part) => {
    const given = { ...reviews(review()), ...part };
    expect(approvals(LEADS, given).status).toBe("pending");
    expect(approvals(LEADS, given).found).toContain(`alice (is ${role} here)`);
    expect(approvals({ ...LEADS, not: [] }, given).status).toBe("passed");
  });

  test("is told by number, not by name", () => {
    const given = {
      ...reviews(review()),
      trainer: person(99, "alice"),
      requester: { ...REQUESTER, login: "alice" },
    };
    expect(approvals(LEADS, given).status).toBe("passed");
    expect(approvals(LEADS, { ...given, trainer: { ...ALICE, login: "renamed" } }).status).toBe("pending");
  });

  test("an author without an account needs one more approval", () => {
    const unnamed = { authors: { known: true, value: [null, null] } };
    expect(approvals(LEADS, { ...reviews(review()), ...unnamed }).status).toBe("pending");
    const both = reviews(review(), review({ user: BOB }));
    expect(approvals(LEADS, { ...both, ...unnamed }).status).toBe("passed");
    expect(approvals({ ...LEADS, not: ["trainer"] }, { ...reviews(review()), ...unnamed }).status).toBe(
      "passed",
    );
  });
});

describe("a person's last word", () => {
  const word = (state: string, part = {}) => review({ state, ...part } as never);

  test.each([
    [["approved", "commented"], "passed"],
    [["approved", "dismissed"], "pending"],
    [["approved", "changes_requested"], "failed"],
    [["approved", "changes_requested", "dismissed"], "pending"],
    [["approved", "changes_requested", "commented"], "failed"],
    [["changes_requested", "approved"], "passed"],
    [["changes_requested", "dismissed"], "pending"],
    [["dismissed", "approved"], "passed"],
    [["commented"], "pending"],
  ])("%j is %s", (states, status) => {
    const submitted = states.map((state) => word(state));
    expect(approvals(LEADS, reviews(...submitted)).status).toBe(status);
    expect(approvals(LEADS, reviews(...submitted.toReversed(), ...submitted)).status).toBe(status);
  });

  test("a request for changes blocks at any commit, and only by those who may approve", () => {
    const objection = (user: unknown) => word("changes_requested", { user, commit: OLDER });
    expect(approvals(LEADS, reviews(review(), objection(BOB))).status).toBe("failed");
    expect(approvals(LEADS, reviews(review(), objection(null))).status).toBe("passed");
    const memberships = [member(ALICE.id, "active"), member(CAROL.id, "none")];
    expect(approvals(LEADS, { ...reviews(review(), objection(CAROL)), memberships }).status).toBe("passed");
  });

  test("the trainer's objection blocks although the trainer's approval does not count", () => {
    const memberships = [member(ALICE.id, "active"), member(TRAINER.id, "active")];
    const objection = word("changes_requested", { user: TRAINER });
    expect(approvals(LEADS, { ...reviews(review(), objection), memberships }).status).toBe("failed");
  });

  test("approving back to what was approved before still covers it", () => {
    const given = reviews(review(), review({ commit: OLDER }));
    expect(approvals(LEADS, given).status).toBe("passed");
  });

  test("an approval that was dismissed stays void when another commit is approved", () => {
    const given = reviews(review(), word("dismissed"), review({ commit: OLDER }));
    expect(approvals(LEADS, given).status).toBe("pending");
  });

  test("fractions of a second and ids settle the order", () => {
    const at = (submittedAt: string, state: string, id: number) => word(state, { submittedAt, id });
    const later = at("2026-01-02T10:00:00.5Z", "dismissed", 1);
    const earlier = at("2026-01-02T10:00:00Z", "approved", 2);
    expect(approvals(LEADS, reviews(later, earlier)).status).toBe("pending");
    expect(approvals(LEADS, reviews(earlier, later)).status).toBe("pending");
    const equal = [at("2026-01-02T10:00:00Z", "approved", 4), at("2026-01-02T10:00:00.000Z", "dismissed", 3)];
    expect(approvals(LEADS, reviews(...equal)).status).toBe("passed");
    expect(approvals(LEADS, reviews(...equal.toReversed())).status).toBe("passed");
  });
});

describe("a request for changes that was dismissed", () => {
  const dismissed = (by: unknown, state = "changes_requested") =>
    reviews(review(), review({ user: BOB, state: "dismissed", dismissed: { state, by } as never }));
  const under = (by: unknown, part = {}) => approvals(LEADS, { ...dismissed(by), ...part }).status;
  const lost = { known: false, reason: "more than 250 commits" };

  test.each<[string, unknown, Record<string, unknown>, string]>([
    ["by somebody without a part", CAROL, {}, "passed"],
    ["by the one who asked for it", BOB, {}, "passed"],
    ["by who asks for the move", REQUESTER, {}, "failed"],
    ["by who trained the version", TRAINER, {}, "failed"],
    ["by a part that may belong to anybody", CAROL, { authors: lost }, "unknown"],
    ["by an App, for whomever", { ...APP, id: 32 }, {}, "unknown"],
    ["by an account that is gone", null, {}, "unknown"],
  ])("%s", (_, by, part, status) => {
    expect(under(by, part)).toBe(status);
  });

  test("may have been dismissed by whoever has a part and no known account", () => {
    const unnamed = { coAuthors: { known: true, value: [null] } };
    const given = [review(), review({ user: CAROL })];
    const memberships = [ALICE, BOB, CAROL].map(({ id }) => member(id, "active"));
    const by = (objection: unknown) =>
      approvals(LEADS, { ...reviews(...given, objection), memberships, ...unnamed }).status;
    const gone = { state: "changes_requested", by: CAROL } as const;
    expect(by(review({ user: BOB, state: "commented" }))).toBe("passed");
    expect(by(review({ user: BOB, state: "dismissed", dismissed: gone }))).toBe("unknown");
  });

  test("stays where it may have been of somebody who can ask for changes", () => {
    const memberships = [member(ALICE.id, "active"), member(BOB.id, "unknown")];
    expect(under(REQUESTER, { memberships })).toBe("unknown");
    expect(under(REQUESTER, { memberships: [member(ALICE.id, "active"), member(BOB.id, "none")] })).toBe(
      "passed",
    );
  });

  test("is another matter than an approval, which is gone whoever dismissed it", () => {
    expect(approvals(LEADS, dismissed(REQUESTER, "approved")).status).toBe("passed");
  });

  test("says who dismissed it and what to do", () => {
    expect(approvals(LEADS, dismissed(REQUESTER))).toMatchObject({
      found:
        "1 of 1: alice; not counted: bob (asks for changes; dismissed by requester, who is requester here)",
      remedy: "answer bob, who must approve or whose review must be dismissed",
    });
  });
});

describe("what is not known", () => {
  test("reviews", () => {
    expect(approvals(LEADS, { reviews: { known: false, reason: "page 2 is lost" } }).found).toBe(
      "page 2 is lost",
    );
  });

  test("a membership matters only where it could decide", () => {
    const unsure = { memberships: [member(ALICE.id, "active"), member(BOB.id, "unknown")] };
    const both = reviews(review(), review({ user: BOB }));
    expect(approvals(LEADS, { ...both, ...unsure }).status).toBe("passed");
    expect(approvals({ ...LEADS, count: 2 }, { ...both, ...unsure }).status).toBe("unknown");
    expect(approvals({ ...LEADS, count: 3 }, { ...both, ...unsure }).status).toBe("pending");
    expect(approvals(LEADS, { ...reviews(review()), memberships: [] }).status).toBe("unknown");
  });

  test("an objection by somebody who may be a member", () => {
    const given = reviews(review(), review({ user: CAROL, state: "changes_requested" }));
    expect(approvals(LEADS, given).status).toBe("unknown");
  });

  test("authors", () => {
    const unsure = { authors: { known: false, reason: "more than 250 commits" } };
    expect(approvals(LEADS, { ...reviews(review()), ...unsure }).status).toBe("unknown");
    expect(approvals(LEADS, unsure).status).toBe("pending");
    expect(approvals({ ...LEADS, not: ["trainer"] }, { ...reviews(review()), ...unsure }).status).toBe(
      "passed",
    );
  });
});

describe("somebody without a known account", () => {
  test("who started the run could be any approver", () => {
    const two = reviews(review(), review({ user: BOB }));
    expect(approvals({ ...LEADS, count: 2 }, { ...two, trainer: null }).status).toBe("pending");
    expect(approvals(LEADS, { ...two, trainer: null }).status).toBe("passed");
    expect(approvals({ ...LEADS, count: 2, not: ["author"] }, { ...two, trainer: null }).status).toBe(
      "passed",
    );
  });

  test("nobody is left out where nobody asked", () => {
    expect(approvals(LEADS, { ...reviews(review()), requester: null }).status).toBe("passed");
  });
});

describe("each of several groups", () => {
  test("nobody stands for two of three, though the third has people enough", () => {
    const users = (...logins: string[]) => logins.map((user) => ({ user }));
    const rule: Rule = {
      each: [
        { from: users("alice", "dora") },
        { from: users("alice", "dora") },
        { from: users("bob", "carol") },
      ],
    };
    const dora = person(14, "dora");
    const three = reviews(review(), review({ user: BOB }), review({ user: CAROL }));
    expect(approvals(rule, three)).toMatchObject({
      status: "pending",
      found: "3 of 3: alice, bob, carol; some of them would have to stand for two groups",
      remedy: "ask one more person of a group for a review",
    });
    const rights = { reviewers: [ALICE, BOB, CAROL].map(({ id }) => ({ userId: id, mayWrite: true })) };
    const four = reviews(review(), review({ user: BOB }), review({ user: CAROL }), review({ user: dora }));
    expect(approvals(rule, four).status).toBe("passed");
    expect(approvals(rule, { ...four, ...rights }).status).toBe("unknown");
    expect(approvals(rule, { ...four, authors: { known: true, value: [null] } }).status).toBe("pending");
  });

  const RISK = "acme/risk";
  const EACH: Rule = {
    each: [{ count: 1, from: [{ team: "acme/ml-leads" }] }, { from: [{ team: RISK }] }],
  };
  const inRisk = (...people: { id: number }[]) => ({
    memberships: [ALICE, BOB, CAROL].flatMap(({ id }) => [
      member(id, id === CAROL.id ? "none" : "active"),
      { team: RISK, userId: id, state: people.some((one) => one.id === id) ? "active" : "none" },
    ]),
  });

  test("one of each is enough, and each group is explained", () => {
    const result = approvals(EACH, { ...reviews(review(), review({ user: CAROL })), ...inRisk(CAROL) });
    expect([result.status, result.children.map(({ status }) => status)]).toEqual([
      "passed",
      ["passed", "passed"],
    ]);
    expect(result.evidence).toHaveLength(2);
    const half = approvals(EACH, { ...reviews(review(), review({ user: BOB })), ...inRisk(CAROL) });
    expect([half.status, half.children.map(({ status }) => status)]).toEqual([
      "pending",
      ["passed", "pending"],
    ]);
  });

  test("nobody stands for two groups", () => {
    expect(approvals(EACH, { ...reviews(review()), ...inRisk(ALICE) }).status).toBe("pending");
    const two = { ...reviews(review(), review({ user: BOB })), ...inRisk(ALICE) };
    expect(approvals(EACH, two).status).toBe("passed");
    expect(approvals({ ...EACH, count: 3 }, two).status).toBe("pending");
  });

  test("an objection from one group blocks", () => {
    const objection = review({ user: CAROL, state: "changes_requested", commit: OLDER });
    const given = { ...reviews(review(), review({ user: BOB }), objection), ...inRisk(BOB, CAROL) };
    expect(approvals(EACH, given).status).toBe("failed");
  });
});

describe("what is said", () => {
  const unsure = { memberships: [member(ALICE.id, "unknown")] };

  test("of what to do: nothing, to wait for GitHub, to ask, or to answer", () => {
    const objection = review({ user: BOB, state: "changes_requested" });
    const doubted = { memberships: [member(ALICE.id, "active"), member(BOB.id, "unknown")] };
    expect(approvals(LEADS, reviews(review())).remedy).toBeNull();
    expect(approvals(LEADS, { ...reviews(review()), ...unsure }).remedy).toMatch(/^try again/);
    expect(approvals(LEADS, reviews()).remedy).toBe("ask for a review from acme/ml-leads");
    const answer = /^answer bob,/;
    expect(approvals(LEADS, reviews(review(), objection)).remedy).toMatch(answer);
    expect(approvals(LEADS, { ...reviews(review(), objection), ...doubted }).remedy).toMatch(answer);
  });

  test.each<[Rule, Record<string, unknown>, string]>([
    [{}, {}, "1 approval by people who may write to the registry"],
    [LEADS, {}, "1 approval from acme/ml-leads"],
    [
      { count: 2, from: [{ user: "bob" }, { permission: "admin" }, { user: "bob" }] },
      {},
      "2 approvals from bob or people with the right to admin",
    ],
    [{ from: "owners" }, {}, "1 approval from the owners, carol"],
    [{ from: "owners" }, { owners: [] }, "1 approval from the owners, of whom model.yml names none"],
  ])("of whom %j asks", (rule, part, title) => {
    expect(approvals(rule, part)).toMatchObject({ title, expected: title });
  });

  test("of who counts, who does not and why", () => {
    const said = (...words: unknown[]) => approvals({ ...LEADS, count: 2 }, reviews(...words)).found;
    expect(said()).toBe("0 of 2");
    expect(said(review(), review({ user: BOB }))).toBe("2 of 2: alice, bob");
    expect(said(review(), review({ user: BOB, state: "dismissed" }))).toBe(
      "1 of 2: alice; not counted: bob (review dismissed)",
    );
    expect(approvals(LEADS, { ...reviews(review()), ...unsure }).found).toBe(
      "0 of 1; not counted: alice (right to approve not known)",
    );
    const one = approvals(LEADS, { authors: { known: true, value: [null] } });
    expect(one.expected).toMatch(/^2 approvals from acme\/ml-leads, one more because/);
  });

  test("of each group, which is a part with its own evidence and no reviewer of another", () => {
    const each: Rule = { each: [LEADS, { from: [{ user: "carol" }] }] };
    const result = approvals(each, reviews(review(), review({ user: CAROL })));
    expect(result).toMatchObject({ kind: "approvals", found: "2 of 2: alice, carol" });
    expect(result.children.map(({ kind, evidence }) => [kind, evidence.length])).toEqual([
      ["approval-group", 1],
      ["approval-group", 1],
    ]);
    expect(approvals(each, reviews(review())).remedy).toBe("ask for a review from acme/ml-leads or carol");
  });
});

test("A10: an author who is not known asks for one more of every group", () => {
  const unnamed = { coAuthors: { known: true, value: [null] } };
  expect(approvals(LEADS, { ...reviews(review()), ...unnamed }).status).toBe("pending");
  expect(approvals(LEADS, { ...reviews(review(), review({ user: BOB })), ...unnamed }).status).toBe("passed");
});
