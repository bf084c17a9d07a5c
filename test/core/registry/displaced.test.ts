import fc from "fast-check";
import { expect, it } from "vitest";
import { displacedBy } from "../../../core/registry/displaced.ts";
import { emptyStages } from "../../../core/registry/fold.ts";
import { model, policy, stage } from "../../support/facts.ts";
import { law } from "../../support/law.ts";

const [production, staging, archived] = [stage("production"), stage("staging"), stage("archived")];
const held = (holders: Readonly<Record<string, number[]>>) => ({ ...emptyStages(model("churn")), holders });

it.each([
  ["every other holder of a stage for one", production, 3, { production: [1, 2] }, [1, 2]],
  ["nobody where the version itself is the holder", production, 2, { production: [2] }, []],
  ["nobody where nobody stands", production, 2, { staging: [1] }, []],
  ["nobody where many may stand", staging, 3, { staging: [1, 2] }, []],
  ["nobody by a stage that the policy does not have", stage("moon"), 3, { moon: [1] }, []],
] as const)("displaces %s", (_, to, version, holders, expected) => {
  const stages = held(Object.fromEntries(Object.entries(holders).map(([name, list]) => [name, [...list]])));
  expect(displacedBy(policy(), stages, { version, to })).toEqual(
    expected.map((displaced) => ({ version: displaced, to: archived })),
  );
});

it("displaces nobody where the policy does not say where to", () => {
  const silent = policy(
    {},
    { stages: [{ name: "development" }, { name: "production", from: "any", holders: "one" }] },
  );
  expect(displacedBy(silent, held({ production: [1] }), { version: 2, to: production })).toEqual([]);
});

it("leaves the newcomer alone, whoever stands there", () => {
  law(
    fc.record({
      holders: fc.uniqueArray(fc.integer({ min: 1, max: 9 })),
      version: fc.integer({ min: 1, max: 9 }),
    }),
    ({ holders, version }) => {
      const displaced = displacedBy(policy(), held({ production: holders }), { version, to: production });
      expect(displaced.map((one) => one.version)).toEqual(holders.filter((holder) => holder !== version));
    },
  );
});
