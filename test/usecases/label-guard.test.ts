import { expect, it } from "vitest";
import { PedigreeError } from "../../core/errors.ts";
import { LabelGuard, MAX_REPAIRS, repairOnce } from "../../usecases/label-guard.ts";
import { RegistryWorld } from "../support/registry-world.ts";

const moment = (minutes: number) => new Date(Date.UTC(2026, 0, 31) + minutes * 60_000).toISOString();

it("lets five repairs an hour be, then alerts once, then leaves it, and begins anew after the hour", () => {
  const guard = new LabelGuard();
  const obey = (minutes: number) => {
    const verdict = guard.verdict(1, moment(minutes));
    guard.done(1, moment(minutes));
    return verdict;
  };
  const verdicts = Array.from({ length: MAX_REPAIRS + 3 }, (_, n) => obey(n));
  expect(verdicts.slice(0, MAX_REPAIRS)).toEqual(Array.from({ length: MAX_REPAIRS }, () => "repair"));
  expect(verdicts.slice(MAX_REPAIRS)).toEqual(["alert", "leave", "leave"]);
  expect(guard.verdict(2, moment(8))).toBe("repair");
  expect(obey(60)).toBe("repair");
});

it("takes no trouble of GitHub's for a quarrel: a repair that failed is tried again, however often", async () => {
  const { ports } = new RegistryWorld();
  const guard = new LabelGuard();
  const refused = () =>
    Promise.reject(new PedigreeError("REMOTE_UNAVAILABLE", "GitHub's rate limit is reached"));
  for (let attempt = 0; attempt < 2 * MAX_REPAIRS; attempt++) {
    await expect(repairOnce(ports, { guard, pull: 1 }, refused)).rejects.toThrow("rate limit");
  }
  let repairs = 0;
  const repair = async () => {
    repairs += 1;
  };
  await repairOnce(ports, { guard, pull: 1 }, repair);
  expect(repairs).toBe(1);
});

it("knows a refused label again by its event, also where it has taken it off, and no other", () => {
  const guard = new LabelGuard();
  const put = (event?: number) => ({ pull: 1, label: "stage: production", event });
  guard.answered(put(7));
  guard.takenOff(put(7));
  expect([put(7), put(8), put()].map((label) => guard.isAnswered(label))).toEqual([true, false, false]);
  for (let event = 1_000; event < 2_000; event++) guard.answered(put(event));
  guard.takenOff(put());
  expect([put(7), put(1_000), put(1_999)].map((label) => guard.isAnswered(label))).toEqual([
    false,
    true,
    true,
  ]);
});
