import { expect, test } from "vitest";
import { stoppedView } from "../../../core/report/stopped-view.ts";
import { STOPPED } from "../../support/live.ts";

test("a run that was not stopped shows nothing", () => {
  expect(stoppedView(null)).toBeNull();
  expect(stoppedView(undefined)).toBeNull();
});

test("tells where, by what, and how it ended", () => {
  expect(stoppedView(STOPPED)).toEqual({
    condition: STOPPED.condition,
    at: " at step 20",
    killed: false,
    values: [
      { name: "val_loss", value: "NaN", word: "" },
      { name: "best.val_loss", value: 0.3, word: "" },
      { name: "diverged.val_loss", value: 0, word: "true" },
    ],
  });
  expect(stoppedView({ ...STOPPED, step: null, signal: "SIGKILL" })).toMatchObject({ at: "", killed: true });
});
