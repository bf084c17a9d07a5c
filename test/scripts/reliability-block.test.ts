import { expect, it } from "vitest";
import { reliability } from "../../scripts/reliability-block.ts";

const campaign = {
  date: "2026-11-29",
  machine: "a machine",
  seed: 1,
  minutes: 2,
  runs: 4,
  requests: 900,
  webhooks: 80,
  kills: 3,
  landings: 5,
  decisions: 12,
  refused: 2,
  cpuSeconds: 2,
  faults: { stale: 4, "kill-after": 3 },
  actions: { ask: 4, review: 6 },
  failures: [],
};

it("says what was tried, with machine, size and date", () => {
  const text = reliability({ campaign, crowds: [] });
  expect(text).toContain("a machine, 2026-11-29: 2 minutes from seed 1, 0.50 s CPU a run.");
  expect(text).toMatch(/\| runs with a broken promise +\| 0 +\|/);
  expect(text).toMatch(/\| faults +\| 7 +\|/);
  expect(text.indexOf("kill-after")).toBeLessThan(text.indexOf("stale"));
});

it("says after how many runs a planted defect was found, and that one was not", () => {
  const found = { date: "2026-11-29", seed: 1, runs: 17, found: "I5 acme: the branch was set back" };
  const plants = { "forced update": found, "stale retry": { ...found, runs: 200, found: null } };
  const text = reliability({ crowds: [], plants });
  expect(text).toMatch(/\| forced update +\| 1 +\| 17 +\|/);
  expect(text).toMatch(/\| stale retry +\| 1 +\| not in 200 +\|/);
});

it("says how often one process was killed", () => {
  const kills = {
    date: "2026-11-29",
    machine: "a machine",
    kills: 50,
    promotions: 50,
    seconds: 600,
    violations: [],
  };
  expect(reliability({ crowds: [], kills })).toContain(
    "killed 50 times in the middle of 50 landings (2026-11-29, 600 s): 0 broken",
  );
});

it("says so where nothing was saved", () => {
  expect(reliability({ crowds: [] })).toBe("No campaign has been saved yet.");
});
