import { expect, it } from "vitest";
import { judgeEdit } from "../../usecases/judge-edit.ts";
import { MAX_PAST_MOVES, rehearseEdit } from "../../usecases/rehearse-edit.ts";
import { editWorld, MODEL, proposes, STRICTER } from "../support/edit-play.ts";
import { asked, promoted, registered } from "../support/registry-play.ts";
import { grace, mary, type RegistryWorld } from "../support/registry-world.ts";

async function rehearsed(world: RegistryWorld, files: Parameters<typeof proposes>[1]) {
  const judged = await judgeEdit(world.ports, proposes(world, files));
  if (judged.kind !== "judged") throw new Error(judged.kind);
  return rehearseEdit(world.ports, judged);
}

it("looks at open and past moves under the edited policy", async () => {
  const world = editWorld();
  await promoted(world, await registered(world, 1, { auc: 0.85 }), [grace, mary]);
  await asked(world, await registered(world, 2, { auc: 0.87 }));
  const report = await rehearsed(world, { "pedigree.yml": STRICTER });
  expect(report?.past).toMatchObject({ looked: 3, total: 3 });
  expect(report?.past.rows.map(({ title }) => title)).toEqual(["churn 1 → production"]);
  expect(report?.open).toMatchObject({ looked: 1, total: 1 });
  expect(report?.open.rows.map(({ title }) => title)).toEqual(["churn 2 → production"]);
});

it("has nothing to say where the policy is not edited, or cannot be used", async () => {
  expect(await rehearsed(editWorld(), { [MODEL]: "schemaVersion: 1\n" })).toBeNull();
  expect(await rehearsed(editWorld(), { "pedigree.yml": "stages: [\n" })).toBeNull();
  expect(await rehearsed(editWorld(), { "pedigree.yml": null })).toBeNull();
});

it("reads no more than the newest past moves, and says how many there are", async () => {
  const world = editWorld();
  for (let run = 1; run <= MAX_PAST_MOVES + 2; run++) await registered(world, run);
  const report = await rehearsed(world, { "pedigree.yml": STRICTER });
  expect(report?.past).toMatchObject({ looked: MAX_PAST_MOVES, total: MAX_PAST_MOVES + 2 });
});
