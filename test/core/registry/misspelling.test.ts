import { expect, it } from "vitest";
import { findMisspelling } from "../../../core/registry/command.ts";
import { misspellingRefusal } from "../../../core/registry/misspelling.ts";

const STAGES = ["development", "production"];

function told(comment: string): string {
  const wrong = findMisspelling(comment);
  if (wrong === undefined) throw new Error(`${comment} is no misspelling`);
  const { code, reason, next } = misspellingRefusal(wrong, STAGES);
  expect(code).toBe("INPUT_INVALID");
  return `${reason}: ${next}`;
}

it.each([
  [
    "/promote",
    "/promote takes the name of one stage, found nothing behind it: say /promote STAGE with one of development, production as the STAGE",
  ],
  [
    "/promote production now",
    "/promote takes the name of one stage, found 2 words behind it: say /promote production alone in its line",
  ],
  [
    "/promote now please",
    "/promote takes the name of one stage, found 2 words behind it: say /promote STAGE with one of development, production as the STAGE",
  ],
  [
    "/restore it now",
    "/restore takes the name of one stage, or nothing, found 2 words behind it: say /restore or /restore STAGE with one of development, production as the STAGE",
  ],
  [
    "/archive production",
    "/archive takes nothing else, found 1 word behind it: say /archive alone in its line",
  ],
  [
    "/promot production",
    "there is no command /promot; the nearest is /promote: say /promote production alone in its line",
  ],
  ["/frezee the data drifted", "there is no command /frezee; the nearest is /freeze: say /freeze REASON"],
])("%s", (comment, refusal) => expect(told(comment)).toBe(refusal));

it("repeats nothing of what somebody wrote behind the verb", () => {
  expect(told("/promote <b> @everybody")).not.toMatch(/<b>|@everybody/);
});
