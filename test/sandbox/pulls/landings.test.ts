import { expect, test } from "vitest";
import { landingAs, landingOf } from "../../../sandbox/pulls/landings.ts";
import { somePull } from "../support/some-pull.ts";

const world = {};

test("a commit counts as the landing only while it is being landed", async () => {
  const pull = somePull();
  expect(landingOf(world, pull, "tip")).toBe(false);
  const during = await landingAs(world, { pull, commit: "tip" }, async () => [
    landingOf(world, pull, "tip"),
    landingOf(world, pull, "another tip"),
    landingOf(world, somePull({ id: 2 }), "tip"),
    landingOf({}, pull, "tip"),
  ]);
  expect(during).toEqual([true, false, false, false]);
  expect(landingOf(world, pull, "tip")).toBe(false);
});

test("a head that was pushed meanwhile is not landed", async () => {
  const pull = somePull();
  const landed = await landingAs(world, { pull, commit: "tip" }, async () => {
    pull.headSha = "c".repeat(40);
    return landingOf(world, pull, "tip");
  });
  expect(landed).toBe(false);
});

test("a landing that failed leaves nothing behind", async () => {
  const pull = somePull();
  const lost = landingAs(world, { pull, commit: "tip" }, () => Promise.reject(new Error("lost the race")));
  await expect(lost).rejects.toThrow("lost the race");
  expect(landingOf(world, pull, "tip")).toBe(false);
});
