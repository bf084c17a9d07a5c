import { expect, test } from "vitest";
import { seldom } from "../../../adapters/live/seldom.ts";
import type { LiveFinds } from "../../../core/ports/live.ts";

/** A part whose looks take so long. */
function slow(milliseconds: number) {
  let now = 0;
  let looks = 0;
  let closed = 0;
  const part = {
    read: async (): Promise<LiveFinds> => {
      now += milliseconds;
      looks += 1;
      return { metrics: new Map(), params: new Map(), totalSteps: looks };
    },
    close: async () => {
      closed += 1;
    },
  };
  const rare = seldom(part, () => now);
  const at = async (time: number) => {
    now = time;
    return (await rare.read(() => undefined)).totalSteps;
  };
  return { at, rare, closed: () => closed };
}

test("a quick look is taken every two seconds, and the same finds are told in between", async () => {
  const { at, rare } = slow(0);
  expect([await at(0), await at(1999), await at(2000)]).toEqual([1, 1, 2]);
  expect(await rare.read(() => undefined)).toBe(await rare.read(() => undefined));
});

test("a look of a second is taken every twenty", async () => {
  const { at } = slow(1000);
  expect([await at(0), await at(20_999), await at(21_000)]).toEqual([1, 1, 2]);
});

test("what is behind it is closed", async () => {
  const { rare, closed } = slow(0);
  await rare.close?.();
  expect(closed()).toBe(1);
});
