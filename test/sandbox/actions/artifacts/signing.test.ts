import { afterAll, beforeAll, expect, it } from "vitest";
import {
  createRuntimeToken,
  readRuntimeToken,
  readSignedUrl,
  signUrl,
} from "../../../../sandbox/actions/artifacts/signing.ts";
import { type ActionsWorld, startActions } from "../support.ts";

let actions: ActionsWorld;

beforeAll(async () => {
  actions = await startActions({ a: "b" });
});

afterAll(() => actions.end());

/** The same world, some seconds later. */
function later(seconds: number) {
  const { world } = actions.sandbox;
  return { ...world, now: () => new Date(Date.parse(world.now()) + seconds * 1000).toISOString() };
}

it("gives back what a URL was signed for, for ten minutes", () => {
  const file = { kind: "log", id: 7 } as const;
  const url = new URL(signUrl(actions.sandbox.world, file, "read"));
  expect(readSignedUrl(actions.sandbox.world, url, "read")).toEqual(file);
  expect(readSignedUrl(actions.sandbox.world, url, "write")).toBeNull();
  expect(readSignedUrl(later(500), url, "read")).toEqual(file);
  expect(readSignedUrl(later(601), url, "read")).toBeNull();
  url.pathname = url.pathname.replace(".txt", ".zip");
  expect(readSignedUrl(actions.sandbox.world, url, "read")).toBeNull();
});

it("reads its own tokens alone, until they expire", () => {
  const scope = { runId: 1, jobId: 2 };
  const token = createRuntimeToken(actions.sandbox.world, scope);
  expect(readRuntimeToken(actions.sandbox.world, token)).toEqual(scope);
  expect(readRuntimeToken(later(6 * 3600 + 1), token)).toBeNull();
  for (const wrong of ["", "a.b.c", `${token}x`]) expect(readRuntimeToken(later(0), wrong)).toBeNull();
});
