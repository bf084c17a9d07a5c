import { expect, it } from "vitest";
import { tokenPermissions } from "../../../../sandbox/actions/runner/permissions.ts";
import type { Template } from "../../../../sandbox/actions/runner/template.ts";

const map = (entries: Record<string, Template>): Template => ({
  kind: "map",
  entries: new Map(Object.entries(entries)),
});

it("takes the job's over the workflow's over the default", () => {
  const workflow = map({ contents: "write" });
  expect(
    tokenPermissions({ workflow, job: map({ "pull-requests": "write", issues: "none" }) }, "own"),
  ).toEqual({
    pull_requests: "write",
  });
  expect(tokenPermissions({ workflow, job: null }, "own")).toEqual({ contents: "write" });
  expect(tokenPermissions({ workflow: null, job: null }, "own")).toEqual({
    contents: "read",
    packages: "read",
  });
  expect(tokenPermissions({ workflow: map({}), job: null }, "own")).toEqual({});
});

it("gives a fork no more than read", () => {
  const levels = Object.values(tokenPermissions({ workflow: "write-all", job: null }, "from a fork"));
  expect(new Set(levels)).toEqual(new Set(["read"]));
});
