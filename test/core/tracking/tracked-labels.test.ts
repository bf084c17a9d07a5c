import fc from "fast-check";
import { expect, test } from "vitest";
import { nameRun } from "../../../core/tracking/run-name.ts";
import { placeTracked } from "../../../core/tracking/tracked-labels.ts";
import { trackedRun } from "../../support/tracked-run.ts";

const groups = (runs: Parameters<typeof placeTracked>[0]) =>
  placeTracked(runs).map(({ group, isNested }) => [group, isNested]);

test("parents come before their children, each level by start", () => {
  const runs = [
    trackedRun("b", { started: 3, parent: "sweep" }),
    trackedRun("a", { started: 2, parent: "sweep" }),
    trackedRun("other", { started: 9 }),
    trackedRun("sweep", { started: 1 }),
    trackedRun("inner", { started: 4, parent: "a" }),
  ];
  expect(groups(runs)).toEqual([
    ["sweep", false],
    ["sweep/a", true],
    ["sweep/a/inner", true],
    ["sweep/b", true],
    ["other", false],
  ]);
});

test("a run that nobody named is called by its turn, and twins are counted", () => {
  const id = "0".repeat(31);
  const runs = [
    trackedRun(`${id}1`, { name: nameRun(`${id}1`), started: 1 }),
    trackedRun("x", { name: "fit", started: 2 }),
    trackedRun("y", { name: "fit", started: 3 }),
    trackedRun("z", { name: "a/b", started: 4 }),
  ];
  expect(groups(runs).map(([group]) => group)).toEqual(["run-1", "fit", "fit-2", "a-b"]);
});

test("a parent that is not there counts for nothing", () => {
  expect(groups([trackedRun("a", { parent: "gone" }), trackedRun("b", { parent: "b", started: 1 })])).toEqual(
    [
      ["a", false],
      ["b", false],
    ],
  );
});

test("every run has a place of its own, whatever the parents say", () => {
  const id = fc.constantFrom("a", "b", "c", "d", "e");
  const links = fc.array(fc.record({ id, parent: fc.option(id, { nil: undefined }) }), { maxLength: 5 });
  fc.assert(
    fc.property(links, (all) => {
      const runs = [...new Map(all.map((link) => [link.id, link])).values()].map(({ id: own, parent }, at) =>
        trackedRun(own, { name: "same", started: at, ...(parent === undefined ? {} : { parent }) }),
      );
      const places = placeTracked(runs);
      expect(places.map(({ run }) => run.id).toSorted()).toEqual(runs.map((run) => run.id).toSorted());
      expect(new Set(places.map(({ group }) => group)).size).toBe(runs.length);
    }),
  );
});
