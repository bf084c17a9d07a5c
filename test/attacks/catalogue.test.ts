import { expect, it } from "vitest";
import { ROOT } from "../support/source-files.ts";
import { CATALOGUE, NO_DOOR } from "./catalogue.ts";
import { namedTests } from "./named-tests.ts";

const tested = new Set(namedTests(ROOT).map(({ id }) => id));
const ids = Object.keys(CATALOGUE);

it("every attack of the catalogue has a test of its name, or says why it has no door", () => {
  const open = ids.filter((id) => !tested.has(id) && !(id in NO_DOOR));
  expect(open).toEqual([]);
});

it("excuses no attack that has its test", () => {
  expect(Object.keys(NO_DOOR).filter((id) => tested.has(id))).toEqual([]);
});

it("no test is named after an attack that the catalogue does not know", () => {
  expect([...tested].filter((id) => !ids.includes(id))).toEqual([]);
});
