import { expect, it } from "vitest";
import {
  APP_EVENTS,
  APP_PERMISSIONS,
  excessPermissions,
  missingPermissions,
} from "../../../core/registry/app-needs.ts";
import { readManifest } from "../../support/github.ts";

it("is what app.yml asks for", async () => {
  const { events, permissions } = await readManifest();
  expect(permissions).toEqual(APP_PERMISSIONS);
  expect([...events].sort()).toEqual([...APP_EVENTS].sort());
});

it("takes more for enough, and names what is missing and what is too much", () => {
  expect(missingPermissions(APP_PERMISSIONS)).toEqual([]);
  expect(missingPermissions({ ...APP_PERMISSIONS, actions: "write" })).toEqual([]);
  expect(excessPermissions({ ...APP_PERMISSIONS, actions: "write" })).toEqual(["actions: write"]);
  expect(missingPermissions({})).toHaveLength(Object.keys(APP_PERMISSIONS).length);
  expect(excessPermissions({ administration: "write" })).toEqual(["administration: write"]);
});
