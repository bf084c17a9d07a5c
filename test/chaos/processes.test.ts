import { expect, it } from "vitest";
import { runCrowd } from "./crowd.ts";

it("two processes on one inbox do nothing twice and lose nothing", async () => {
  const { violations, events } = await runCrowd({ processes: 2, models: 1, versions: 3 });
  expect(violations).toEqual([]);
  expect(events).toMatchObject({ registered: 3, moved: 3 });
}, 180_000);
