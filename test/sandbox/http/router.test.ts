import { expect, test } from "vitest";
import type { Route } from "../../../sandbox/http/route.ts";
import { createRouter } from "../../../sandbox/http/router.ts";

const route = (path: string): Route => ({
  method: "GET",
  path,
  needs: "anyone",
  handler: () => ({ status: 200 }),
});
const router = createRouter(
  [
    "/repos/{owner}/{repo}/commits/{ref}",
    "/repos/{owner}/{repo}/commits/{ref}/check-runs",
    "/repos/{owner}/{repo}/pulls/{pull_number}",
    "/repos/{owner}/{repo}/pulls/comments",
    "/repos/{owner}/{repo}/contents/{path}",
    "/repos/{owner}/{repo}/labels/{name}",
  ].map(route),
);

test.each([
  ["/repos/a/b/commits/feature/one", "/repos/{owner}/{repo}/commits/{ref}", { ref: "feature/one" }],
  ["/repos/a/b/commits/feature%2Fone", "/repos/{owner}/{repo}/commits/{ref}", { ref: "feature/one" }],
  ["/repos/a/b/commits/f/1/check-runs", "/repos/{owner}/{repo}/commits/{ref}/check-runs", { ref: "f/1" }],
  ["/repos/a/b/pulls/comments", "/repos/{owner}/{repo}/pulls/comments", {}],
  ["/repos/a/b/pulls/7", "/repos/{owner}/{repo}/pulls/{pull_number}", { pull_number: "7" }],
  ["/repos/a/b/contents/d/e.txt", "/repos/{owner}/{repo}/contents/{path}", { path: "d/e.txt" }],
  ["/repos/a/b/labels/stage%3A%20a%2Fb", "/repos/{owner}/{repo}/labels/{name}", { name: "stage: a/b" }],
])("%s is %s", (path, expected, params) => {
  const match = router.match("GET", path);
  expect(match?.route.path).toBe(expected);
  expect(match?.params).toMatchObject(params);
});

test("a path or method without a route matches nothing", () => {
  expect(router.match("GET", "/repos/a/b/labels/x/y")).toBeUndefined();
  expect(router.match("POST", "/repos/a/b/pulls/7")).toBeUndefined();
});
