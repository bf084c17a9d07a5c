import { rm } from "node:fs/promises";
import { dirname } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PLANTS } from "./plants.ts";
import { play } from "./play.ts";
import type { Action, Scenario } from "./scenario.ts";
import { buildTemplate, type Template } from "./template.ts";

const at = { tenant: "acme", pick: 0 } as const;
const VALIDATED: Action = {
  kind: "validate",
  by: "github-actions",
  name: "validate",
  ...at,
  conclusion: "success",
};
const approved = (who: string): Action => ({ kind: "review", who, ...at, event: "APPROVE" });
const ASKED: Action = {
  kind: "ask",
  by: "label",
  who: "alice",
  tenant: "acme",
  version: "churn 2",
  stage: "production",
};
const PUSHED: Action = { kind: "push", who: "mallory", ...at, file: "card" };
const EDITED: Action = { kind: "edit-registry", tenant: "acme", forge: "readme" };

function scenario(actions: readonly Action[], busy: readonly Action[] = []): Scenario {
  const steps = [
    ...actions.map((action) => ({ wait: null, action })),
    ...busy.map((action) => ({ wait: 2, action })),
  ];
  return { seed: 1, steps, faults: [], mail: [] };
}

const RACE = scenario(
  [ASKED, VALIDATED, approved("bob")],
  [approved("carol"), ...Array.from({ length: 14 }, () => EDITED)],
);

/** Somebody pushes to the registry branch so many requests after the last approval. */
const pushedAfter = (wait: number): Scenario => {
  const { steps, ...rest } = scenario([ASKED, VALIDATED, approved("bob"), approved("carol")]);
  return { ...rest, steps: [...steps, { wait, action: EDITED }] };
};

/** The App looks again right before it lands; one of these is after that look and before the landing. */
const REQUESTS_OF_A_LANDING = [17, 18, 19, 20, 21, 22, 23, 24, 25];

const RACES: readonly (readonly [string, RegExp])[] = [
  ["forced update", /^I5 acme: [0-9a-f]{40} does not stand on the tip/],
  ["stale retry", /^I5 acme: the App put back [0-9a-f]{40}, which it had landed itself/],
];

/** Defect, what shows it, and the promise that it breaks. */
const CASES: readonly (readonly [string, Scenario, RegExp])[] = [
  [
    "approvals by time",
    scenario([ASKED, approved("bob"), PUSHED, approved("carol"), VALIDATED]),
    /^I3 acme: moved churn 2 → production: 1 of 2 approvals/,
  ],
  [
    "checks by name",
    scenario([ASKED, { ...VALIDATED, by: "evil" }, approved("bob"), approved("carol")]),
    /^I3 acme: moved churn 2 → production: the check of Actions had not passed/,
  ],
  ["comment repeated", scenario([{ ...ASKED, by: "comment" }]), /^I7 acme: 2 answers/],
  [
    "comments made younger",
    scenario([
      ASKED,
      { kind: "say-on-move", who: "bob", ...at, words: "/override it burns and we have to act" },
    ]),
    /^I3 acme: overridden churn 2 → production: bob said it at/,
  ],
  ["label trusted", scenario([ASKED]), /^I6 acme: #2 carries “stage: development, stage: production”/],
];

describe("the campaign finds what is planted", () => {
  let template: Template;
  beforeAll(async () => {
    template = await buildTemplate();
  }, 120_000);
  afterAll(() => rm(dirname(template.folder), { recursive: true, force: true }));

  it.each(CASES)(
    "%s",
    async (name, played, promise) => {
      const plant = PLANTS[name];
      if (plant === undefined) throw new Error(`no defect is called ${name}`);
      const { violations } = await play(played, { template, plant });
      expect(violations).toContainEqual(expect.stringMatching(promise));
    },
    120_000,
  );

  it.each(RACES)(
    "%s",
    async (name, promise) => {
      const plant = PLANTS[name];
      if (plant === undefined) throw new Error(`no defect is called ${name}`);
      const found: string[] = [];
      for (const wait of REQUESTS_OF_A_LANDING) {
        if (found.length > 0) break;
        found.push(...(await play(pushedAfter(wait), { template, plant })).violations);
      }
      expect(found).toContainEqual(expect.stringMatching(promise));
    },
    120_000,
  );

  it("and nothing where nothing is planted", async () => {
    expect((await play(RACE, { template })).violations).toEqual([]);
  }, 120_000);
});
