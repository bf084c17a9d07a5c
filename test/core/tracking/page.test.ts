import fc from "fast-check";
import { expect, it } from "vitest";
import { formatPageToken, pageOf, parsePageToken } from "../../../core/tracking/page.ts";
import { law } from "../../support/law.ts";
import { withCode } from "../../support/with-code.ts";

it("gives a page token back as it was", () => {
  law(fc.nat(), (offset) => expect(parsePageToken(formatPageToken(offset))).toBe(offset));
  expect(formatPageToken(2)).toBe("eyJvZmZzZXQiOiAyfQ==");
  expect(parsePageToken("")).toBe(0);
});

it.each(["zzz", "é", btoa("{}"), btoa('{"offset": -1}'), btoa('{"offset": 1e9}')])(
  "refuses the token %j",
  (token) => {
    expect(() => parsePageToken(token)).toThrow(withCode("TRACKING_INVALID"));
  },
);

it("cuts a list into pages that make it up again", () => {
  law(fc.tuple(fc.array(fc.nat()), fc.integer({ min: 1, max: 5 })), ([items, limit]) => {
    const read: number[] = [];
    for (let more = true; more; ) {
      const page = pageOf(items, { offset: read.length, limit });
      read.push(...page.items);
      ({ more } = page);
    }
    expect(read).toEqual(items);
  });
});
