import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { matchesPath, pathPatternSchema } from "../../../core/policy/path-pattern.ts";
import { law } from "../../support/law.ts";

describe("a path pattern", () => {
  it.each([
    ["pedigree.yml", "pedigree.yml", true],
    ["pedigree.yml", "Pedigree.yml", false],
    ["pedigree.yml", "x/pedigree.yml", false],
    ["models/**", "models/churn/model.yml", true],
    ["models/**", "models/churn/versions/1/card.md", true],
    ["models/**", "models2/churn/model.yml", false],
    ["models/*/model.yml", "models/churn/model.yml", true],
    ["models/*/model.yml", "models/a/b/model.yml", false],
    ["**/card.md", "card.md", true],
    ["**/card.md", "models/churn/versions/1/card.md", true],
    ["models/**/card.md", "models/card.md", true],
    ["models/**/versions/**/card.md", "models/a/versions/1/card.md", true],
    ["models/**/versions/**/card.md", "models/a/other/1/card.md", false],
    ["templates/*.hbs", "templates/x.hbs", true],
    ["templates/*.hbs", "templates/x/y.hbs", false],
    ["a.b", "aXb", false],
    ["models", "models/churn", false],
    ["models/churn", "models", false],
    ["**", "pedigree.yml", true],
    ["**", "models/churn/model.yml", true],
    ["a/**/b/**/b", "a/b", false],
    ["a/**/b/**/b", "a/b/b", true],
    ["a/**/b/c/**/d", "a/b/x/b/c/d", true],
    ["a/**/b/c/**/d", "a/c/b/d", false],
    ["a/**/a", "a", false],
  ])("%s and %s", (pattern, path, expected) => {
    expect(matchesPath(pattern, path)).toBe(expected);
  });

  it.each([
    "/pedigree.yml",
    "../x",
    "a//b",
    "a/./b",
    "a**",
    "**b/c",
    "a?",
    "[ab]",
    "{a,b}",
    "!a",
    "",
    "a b",
    "ä",
  ])("is not %j", (pattern) => {
    expect(pathPatternSchema.safeParse(pattern).success).toBe(false);
  });

  const name = fc.stringMatching(/^[ab]{1,3}$/);
  const part = fc.oneof(
    name,
    fc.stringMatching(/^[ab*]{1,4}$/).filter((text) => !text.includes("**")),
  );
  const pattern = fc.array(fc.oneof(part, fc.constant("**")), { minLength: 1, maxLength: 5 });
  const path = fc.array(name, { minLength: 1, maxLength: 6 });

  it("means what an expression made of it would mean", () => {
    law(fc.tuple(pattern, path), ([parts, names]) => {
      const expression = parts.map((one) =>
        one === "**" ? "(?:[^/]+/)*" : `${one.replaceAll("*", "[^/]*")}/`,
      );
      const expected = new RegExp(`^${expression.join("")}$`).test(`${names.join("/")}/`);
      expect(matchesPath(parts.join("/"), names.join("/"))).toBe(expected);
    });
  });

  it("takes no more than a moment for what makes others backtrack", () => {
    const evil = Array.from({ length: 30 }, () => "**/a").join("/");
    const long = `${"a/".repeat(2_000)}b`;
    expect(matchesPath(evil, long)).toBe(false);
  });
});
