import { expect, it } from "vitest";
import { LabelGuard, MAX_REPAIRS } from "../../usecases/label-guard.ts";

const moment = (minutes: number) => new Date(Date.UTC(2026, 0, 31) + minutes * 60_000).toISOString();

it("lets five repairs an hour be, then alerts once, then leaves it, and begins anew after the hour", () => {
  const guard = new LabelGuard();
  const admit = (minutes: number) => guard.admit(1, moment(minutes));
  const verdicts = Array.from({ length: MAX_REPAIRS + 3 }, (_, n) => admit(n));
  expect(verdicts.slice(0, MAX_REPAIRS)).toEqual(Array.from({ length: MAX_REPAIRS }, () => "repair"));
  expect(verdicts.slice(MAX_REPAIRS)).toEqual(["alert", "leave", "leave"]);
  expect(guard.admit(2, moment(8))).toBe("repair");
  expect(admit(60)).toBe("repair");
});
