import { expect, it } from "vitest";
import { generate } from "./generate.ts";
import type { Scenario } from "./scenario.ts";
import { shrink } from "./shrink.ts";

const scenario: Scenario = {
  ...generate(3),
  steps: Array.from({ length: 9 }, (_, wait) => ({ wait, action: { kind: "reconcile" } as const })),
  faults: [1, 2, 3].map((at) => ({ at, kind: "stale" as const })),
  mail: [{ at: 1, kind: "drop" }],
};

it("leaves what the failure needs, and nothing else", async () => {
  const fails = async ({ steps, faults }: Scenario) =>
    steps.some(({ wait }) => wait === 4) && faults.some(({ at }) => at === 2);
  const smallest = await shrink(scenario, fails);
  expect(smallest.steps).toEqual([{ wait: 4, action: { kind: "reconcile" } }]);
  expect(smallest.faults).toEqual([{ at: 2, kind: "stale" }]);
  expect(smallest.mail).toEqual([]);
});

it("keeps what does not fail again as it is", async () => {
  expect(await shrink(scenario, async () => false)).toEqual(scenario);
});
