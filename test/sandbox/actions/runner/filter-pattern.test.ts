import { expect, it } from "vitest";
import { matchesFilter } from "../../../../sandbox/actions/runner/filter-pattern.ts";

// Examples of GitHub's filter pattern cheat sheet.
it.each([
  ["feature/*", "feature/my-branch", true],
  ["feature/*", "feature/a/b", false],
  ["feature/**", "feature/beta-a/my-branch", true],
  ["main", "mainline", false],
  ["*", "releases", true],
  ["*", "all/the/branches", false],
  ["**", "all/the/branches", true],
  ["*feature", "ver-10-feature", true],
  ["v2*", "v2.9", true],
  ["v[12].[0-9]+.[0-9]+", "v1.10.1", true],
  ["v[12].[0-9]+.[0-9]+", "v3.1.1", false],
  ["*.jsx?", "page.js", true],
  ["*.jsx?", "page.jsx", true],
  ["*.js", "app/index.js", false],
  ["**.js", "js/index.js", true],
  ["docs/**/*.md", "docs/README.md", true],
  ["docs/**/*.md", "docs/a/markdown/file.md", true],
  ["**/docs/**", "dir/docs/my-file.txt", true],
  ["**/*-post.md", "my-post.md", true],
  ["a.b", "axb", false],
])("%s and %s: %s", (pattern, name, expected) => {
  expect(matchesFilter([pattern], name)).toBe(expected);
});

it("lets the last pattern that fits decide", () => {
  expect(matchesFilter(["releases/**", "!releases/**-alpha"], "releases/beta/3-alpha")).toBe(false);
  expect(matchesFilter(["releases/**", "!releases/**-alpha"], "releases/10")).toBe(true);
  expect(matchesFilter(["*.md", "!README.md", "README*"], "README.md")).toBe(true);
  expect(matchesFilter([], "main")).toBe(false);
});
