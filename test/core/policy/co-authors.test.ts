import fc from "fast-check";
import { expect, test } from "vitest";
import { parseCoAuthors } from "../../../core/policy/co-authors.ts";
import { law } from "../../support/law.ts";

test.each([
  ["no line", "Retrain\n\nBy hand.", []],
  ["one by number", "Retrain\n\nCo-authored-by: Bob <12+bob@users.noreply.github.com>", [12]],
  [
    "any case, blanks and line ends",
    "x\r\n  CO-AUTHORED-BY :  <12+bob@users.noreply.github.com> \r\ny",
    [12],
  ],
  ["in the middle of the message", "Co-authored-by: <7+ada@users.noreply.github.com>\n\nMore", [7]],
  [
    "a name that looks like an address",
    "Co-authored-by: <9+eve@users.noreply.github.com> <bob@example.org>",
    [null],
  ],
  [
    "an address of the old form, which a renamed account leaves behind",
    "Co-authored-by: Bob <bob@users.noreply.github.com>",
    [null],
  ],
  ["another host", "Co-authored-by: Bob <12+bob@users.noreply.github.com.example.org>", [null]],
  ["words before it", "not Co-authored-by: Bob <12+bob@users.noreply.github.com>", []],
  ["words after it", "Co-authored-by: <12+bob@users.noreply.github.com> and more", [null]],
  ["an address that is cut by a bracket", "Co-authored-by: <12+bob@users.noreply.github.c>om", [null]],
  [
    "signs that only some take for line ends",
    "Co-authored-by: B\u2028o\u2029b <12+bob@users.noreply.github.com>",
    [12],
  ],
  ["an account that an enterprise manages", "Co-authored-by: <12+bob_acme@users.noreply.github.com>", [12]],
  ["blanks within", "Co-authored-by: < 12+bob@users.noreply.github.com >", [12]],
  ["nothing after it", "Co-authored-by:", [null]],
  [
    "two of them",
    "x\n\nCo-authored-by: a <1+a@users.noreply.github.com>\nCo-authored-by: b <b@b.org>",
    [1, null],
  ],
])("%s", (_, message, ids) => {
  expect(parseCoAuthors(message).map((account) => account?.id ?? null)).toEqual(ids);
});

test("a bot is told by its name", () => {
  expect(parseCoAuthors("Co-authored-by: <1+a@users.noreply.github.com>")).toEqual([
    { id: 1, login: "a", bot: false },
  ]);
  const line = "Co-authored-by: x <49699333+dependabot[bot]@users.noreply.github.com>";
  expect(parseCoAuthors(line)).toEqual([{ id: 49699333, login: "dependabot[bot]", bot: true }]);
});

test("every such line counts, whatever else the message says", () => {
  law(fc.array(fc.string(), { maxLength: 5 }), (lines) => {
    const message = [
      ...lines.map((line) => line.replace(/co-authored/gi, "")),
      "Co-authored-by: x",
      "end",
    ].join("\n");
    expect(parseCoAuthors(message)).toEqual([null]);
  });
});
