import fc from "fast-check";
import { expect, test } from "vitest";
import type { Facts, Review } from "../../../../core/policy/facts.ts";
import { verdicts } from "../../../../core/policy/requirements/reviews.ts";
import { ALICE, APP, BOB, facts, HEAD, OLDER, review } from "../../../support/facts.ts";

function known(value: unknown[]): readonly Review[] {
  const { reviews }: Facts = facts({ reviews: { known: true, value } });
  return reviews.known ? reviews.value : [];
}

const HEAD_ID = facts().head;
const TWO = [ALICE, BOB];
const words = (list: readonly Review[]) =>
  verdicts(list, HEAD_ID).map(({ user, state, approval }) => [user.login, state, approval?.commit]);

test("one word a person, the last one; bots, ghosts and comments have none", () => {
  const list = known([
    review({ user: ALICE }),
    review({ user: BOB, state: "changes_requested", commit: OLDER }),
    review({ user: APP }),
    review({ user: null }),
    review({ user: ALICE, state: "commented" }),
    review({ user: BOB, commit: OLDER }),
  ]);
  expect(words(list)).toEqual([
    ["alice", "approved", HEAD],
    ["bob", "approved", undefined],
  ]);
});

test("a person's word does not hang on what others say", () => {
  const state = fc.constantFrom("approved", "changes_requested", "commented", "dismissed");
  const some = fc
    .record({ user: fc.constantFrom(...TWO), state, commit: fc.constantFrom(HEAD, OLDER) })
    .map(review);
  fc.assert(
    fc.property(fc.array(some, { maxLength: 8 }), (value) => {
      const list = known(value);
      const alone = TWO.flatMap(({ id }) => words(list.filter(({ user }) => user?.id === id)));
      expect(new Set(words(list).map(String))).toEqual(new Set(alone.map(String)));
    }),
  );
});
