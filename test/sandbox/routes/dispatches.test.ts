import { expect, test } from "vitest";
import { useWorld } from "../support/judged.ts";
import { failure, OWNER_AND_REPO } from "../support/world.ts";

const world = useWorld();

test("a dispatch takes ten properties, a name, and somebody who may write", async () => {
  const dispatch = (login: string, client_payload: Record<string, unknown>, event_type = "model-promoted") =>
    failure(
      world()
        .as(login)
        .rest.repos.createDispatchEvent({ ...OWNER_AND_REPO, event_type, client_payload }),
    );
  const properties = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, i) => [`p${i}`, i]));
  expect(await dispatch("bob", properties(10))).toBe("succeeded");
  expect(await dispatch("bob", properties(11))).toMatch(/^422 No more than 10 properties/);
  expect(await dispatch("carol", {})).toBe("404 Not Found");
  // Each of these is wrong in the request, which the judge says as well.
  expect(
    world()
      .judge.take()
      .every(({ place }) => place === "request"),
  ).toBe(true);
});
