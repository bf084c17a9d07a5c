import { expect, test } from "vitest";
import { CONCLUSIONS, liveEnd } from "../../../core/live/live-end.ts";
import { STOPPED } from "../../support/live.ts";

test.each([
  ["finished", "off", "finished"],
  ["finished", "passed", "finished"],
  ["finished", "failed", "gate"],
  ["finished", "shut", "gate"],
  ["failed", "off", "failed"],
  ["cancelled", "shut", "cancelled"],
] as const)("a run that %s with its gate %s ends as %s", (status, gate, end) => {
  expect(liveEnd({ status }, gate)).toBe(end);
});

test("what its rule stopped is neither green nor red, but for its gate; what left no record failed", () => {
  expect(liveEnd({ status: "finished", stopped: STOPPED }, "passed")).toBe("stopped");
  expect(liveEnd({ status: "finished", stopped: STOPPED }, "failed")).toBe("gate");
  expect(liveEnd(null, "off")).toBe("failed");
  expect(CONCLUSIONS).toEqual({
    finished: "success",
    stopped: "neutral",
    failed: "failure",
    cancelled: "cancelled",
    gate: "failure",
  });
});
