import { expect, test } from "vitest";
import { readRestDescription } from "../../../sandbox/contract/description.ts";
import { routes } from "../../../sandbox/routes/index.ts";

/**
 * GitHub serves both. Its description of REST knows the root of a repository only as an empty `{path}`, and says nothing of
 * the other interface.
 */
const UNDESCRIBED = ["POST /graphql", "GET /repos/{}/{}/contents"];
const nameless = (name: string) => name.replace(/\{\w+\}/g, "{}");
const names = routes.map(({ method, path }) => nameless(`${method} ${path}`));

test("every route is an operation that GitHub describes", () => {
  const described = new Set(Object.keys(readRestDescription().operations).map(nameless));
  expect(names.filter((name) => !described.has(name))).toEqual(UNDESCRIBED);
});

test("no route is listed twice", () => {
  expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
});
