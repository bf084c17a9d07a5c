import { describe, expect, it } from "vitest";
import { documents } from "../../../adapters/importers/documents.ts";
import { reachableStages, resolveAsk } from "../../../core/registry/resolve-ask.ts";
import { stage } from "../../support/events.ts";

const policy = documents.policy(`
schemaVersion: 1
stages:
  - name: development
  - name: staging
    from: [development, production, archived]
  - name: production
    from: [staging]
  - name: archived
    from: any
`);

describe("what somebody asks for", () => {
  it.each([
    ["promote", "staging", "development", "staging"],
    ["demote", null, "production", "staging"],
    ["archive", null, "production", "archived"],
    ["restore", "staging", "archived", "staging"],
    ["restore", null, "archived", "staging"],
  ] as const)("%s %s from %s leads to %s", (verb, to, from, expected) => {
    expect(resolveAsk(policy, stage(from), { verb, stage: to })).toEqual({ kind: "stage", to: expected });
  });

  it.each([
    ["promote", "moon", "development", "STAGE_UNKNOWN"],
    ["promote", "__proto__", "development", "STAGE_UNKNOWN"],
    ["promote", "production", "development", "MOVE_REFUSED"],
    ["promote", "staging", "staging", "MOVE_REFUSED"],
    ["promote", "development", "staging", "MOVE_REFUSED"],
    ["demote", null, "development", "MOVE_REFUSED"],
    ["archive", null, "archived", "MOVE_REFUSED"],
    ["restore", null, "production", "MOVE_REFUSED"],
    ["restore", "production", "archived", "MOVE_REFUSED"],
  ] as const)("%s %s from %s is refused", (verb, to, from, code) => {
    expect(resolveAsk(policy, stage(from), { verb, stage: to })).toMatchObject({ kind: "refused", code });
  });

  it("is told the way, where there is one in two steps", () => {
    const ask = { verb: "promote", stage: "production" } as const;
    expect(resolveAsk(policy, stage("development"), ask)).toMatchObject({
      next: "say /promote staging first",
    });
  });

  it("is told where it could lead", () => {
    expect(reachableStages(policy, stage("staging"))).toEqual(["production", "archived"]);
  });
});
