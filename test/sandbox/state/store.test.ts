import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Delivery } from "../../../sandbox/state/entities.ts";
import { openStateStore } from "../../../sandbox/state/store.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "state-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const delivery = (id: number): Delivery => ({
  id,
  guid: "g",
  appId: 1,
  installationId: 2,
  repositoryId: null,
  event: "ping",
  action: null,
  body: "{}",
  deliveredAt: "2026-01-01T00:00:00Z",
  status: 200,
  redelivery: false,
  seconds: 0,
});

test("what was saved is there again, deliveries in their order", async () => {
  const store = await openStateStore(folder);
  store.state.users.push({ id: 1, login: "ada", type: "User" });
  store.save();
  store.recordDelivery(delivery(1));
  store.recordDelivery(delivery(2));
  await store.flush();
  const again = await openStateStore(folder);
  expect(again.state.users).toEqual(store.state.users);
  expect(again.state.deliveries.map(({ id }) => id)).toEqual([1, 2]);
  expect(JSON.parse(await readFile(path.join(folder, "state.json"), "utf8")).deliveries).toBeUndefined();
});

test("changes while a write is under way are written, too", async () => {
  const store = await openStateStore(folder);
  for (let i = 0; i < 50; i++) {
    store.state.lastId = i;
    store.save();
    await new Promise((resolve) => setImmediate(resolve));
  }
  await store.flush();
  expect((await openStateStore(folder)).state.lastId).toBe(49);
});

test("kinds that an older state lacks start empty; a damaged state is an error, not an empty world", async () => {
  await writeFile(path.join(folder, "state.json"), '{"lastId": 7}');
  const store = await openStateStore(folder);
  expect([store.state.lastId, store.state.checkRuns]).toEqual([7, []]);
  await writeFile(path.join(folder, "state.json"), '{"lastId":');
  await expect(openStateStore(folder)).rejects.toThrow(SyntaxError);
});
