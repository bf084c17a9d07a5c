import { expect, it } from "vitest";
import { readRestDescription } from "../../../sandbox/contract/description.ts";
import { createOperationFinder } from "../../../sandbox/contract/operations.ts";

const find = createOperationFinder(readRestDescription().operations);

it.each([
  ["GET", "/repos/a/b/contents/x/y.md", "/repos/{owner}/{repo}/contents/{path}", { path: "x/y.md" }],
  ["GET", "/repos/a/b/git/ref/heads/f%2Fx", "/repos/{owner}/{repo}/git/ref/{ref}", { ref: "heads/f/x" }],
  [
    "GET",
    "/repos/a/b/commits/heads/x/check-runs",
    "/repos/{owner}/{repo}/commits/{ref}/check-runs",
    { ref: "heads/x" },
  ],
  ["GET", "/repos/a/b/commits/feature/x", "/repos/{owner}/{repo}/commits/{ref}", { ref: "feature/x" }],
  ["GET", "/repos/a/b/releases/latest", "/repos/{owner}/{repo}/releases/latest", {}],
  ["GET", "/repos/a/b/issues/comments", "/repos/{owner}/{repo}/issues/comments", {}],
  [
    "GET",
    "/repos/a/b/actions/artifacts/1/zip",
    "/repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}",
    { artifact_id: "1" },
  ],
])("%s %s is %s", (method, path, name, values) => {
  const found = find(method, path);
  expect(found?.name).toBe(`${method} ${name}`);
  expect(found?.values).toMatchObject(values);
});

it.each([
  ["GET", "/repos/a/b/contents/"],
  ["PUT", "/repos/a/b/pulls"],
  ["GET", "/repos/a"],
])("finds nothing for %s %s", (method, path) => {
  expect(find(method, path)).toBeNull();
});
