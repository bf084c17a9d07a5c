import { describe, expect, test } from "vitest";
import { decide } from "../../../core/policy/decide.ts";
import { ALICE, BOB, CAROL, facts, HEAD, OLDER, policy, review } from "../../support/facts.ts";

const USERS = [ALICE, BOB, CAROL];
const STATES = ["approved", "changes_requested", "commented", "dismissed"] as const;
const COMMITS = [HEAD, OLDER, null];
/** What one person may have said of which commit, or nothing. */
const WORDS = [null, ...STATES.flatMap((state) => COMMITS.map((commit) => ({ state, commit })))];

const TEAM = [{ team: "acme/ml-leads" }];
const POLICIES = {
  "two of the team": policy({ approvals: { count: 2, from: TEAM } }),
  "one of the team and carol": policy({
    approvals: { each: [{ from: TEAM }, { from: [{ user: "carol" }] }] },
  }),
};

type Word = (typeof WORDS)[number];

/** The two policies in a line of logic each; alice and bob are in the team, carol is not. */
function expected(name: keyof typeof POLICIES, [alice, bob, carol]: readonly Word[]): boolean {
  const approves = (word: Word | undefined) => word?.state === "approved" && word.commit === HEAD;
  const objects = (word: Word | undefined) => word?.state === "changes_requested";
  if (objects(alice) || objects(bob)) return false;
  if (name === "two of the team") return approves(alice) && approves(bob);
  return (approves(alice) || approves(bob)) && approves(carol);
}

describe("all that three people can have said of three commits", () => {
  test.each(Object.keys(POLICIES) as (keyof typeof POLICIES)[])("%s", (name) => {
    let allowed = 0;
    for (const said of WORDS.flatMap((a) => WORDS.flatMap((b) => WORDS.map((c) => [a, b, c] as const)))) {
      const value = said.flatMap((word, at) =>
        word === null ? [] : [review({ user: USERS[at] ?? null, ...word })],
      );
      const memberships = USERS.map(({ id }) => ({
        team: "acme/ml-leads",
        userId: id,
        state: id === CAROL.id ? "none" : "active",
      }));
      const decision = decide(POLICIES[name], facts({ reviews: { known: true, value }, memberships }));
      if (decision.allowed !== expected(name, said)) expect.fail(JSON.stringify({ said, decision }));
      if (decision.allowed) allowed += 1;
    }
    expect(allowed).toBeGreaterThan(10);
  });
});

describe("no value that is not a finite number satisfies a comparison", () => {
  const OPERATORS = ["<", "<=", ">", ">=", "==", "!="];
  const SUBJECTS = ["candidate", "holder", "baseline"] as const;
  const FORMS = [
    (subject: string, operator: string) => `${subject}.bad ${operator} 1`,
    (subject: string, operator: string) => `1 ${operator} ${subject}.bad`,
    (subject: string, operator: string) => `!(${subject}.bad ${operator} 1)`,
    (subject: string, operator: string) => `${subject}.bad ${operator} ${subject}.bad`,
    (subject: string, operator: string) => `candidate.good == 1 || ${subject}.bad - 1 ${operator} 0`,
    (subject: string, operator: string) => `candidate.good == 1 && 0 * ${subject}.bad ${operator} 0`,
  ];

  test.each(["NaN", "Infinity", "-Infinity", undefined])("%s", (bad) => {
    const metrics = { good: 1, ...(bad === undefined ? {} : { bad }) };
    const fact = { known: true, value: { version: 1, metrics } };
    const given = facts({ candidate: fact, holder: fact, baseline: fact });
    for (const subject of SUBJECTS) {
      for (const text of OPERATORS.flatMap((operator) => FORMS.map((form) => form(subject, operator)))) {
        const result = decide(policy({ metrics: [text] }), given).requirements.at(-1);
        expect([text, result?.status]).toEqual([text, "failed"]);
      }
    }
  });
});
