import { expect, test } from "vitest";
import { placeInRecord } from "../../../adapters/record/place-in-record.ts";
import { withCode } from "../../support/with-code.ts";

test("a file of a record lies in its folder", () => {
  expect(placeInRecord("/store/runs/a", "plots/x/y.json")).toBe("/store/runs/a/plots/x/y.json");
});

test.each(["../b/run.json", "/etc/passwd", "plots/../../x", "", "."])("%j is refused", (path) => {
  expect(() => placeInRecord("/store/runs/a", path)).toThrow(withCode("INPUT_INVALID"));
});
