import { describe, expect, it } from "vitest";
import { commitShaSchema } from "../../../core/names.ts";
import type { ObjectFault } from "../../../core/ports/registry-objects.ts";
import { findingOfFault, isWalkable } from "../../../core/registry/verify-objects.ts";
import { HEAD } from "../../support/facts.ts";

const ID = "e".repeat(40);

function fault(part: Partial<ObjectFault> = {}): ObjectFault {
  const commit = commitShaSchema.parse(HEAD);
  return { kind: "damaged", object: { type: "blob", id: ID }, commit, path: "a/card.md", words: "", ...part };
}

describe("a fault of the clone's objects", () => {
  it.each<[Partial<ObjectFault>, object]>([
    [{}, { code: "damaged", commit: HEAD, file: "a/card.md", expected: `blob ${ID}`, found: "other bytes" }],
    [{ kind: "missing" }, { code: "missing", found: "nothing in this clone" }],
    [
      { object: { type: "commit", id: ID }, path: null },
      { file: null, expected: `commit ${ID}` },
    ],
    [
      { object: null, path: null, words: "p.pack pack checksum mismatch" },
      { code: "damaged", file: null, found: "p.pack pack checksum mismatch" },
    ],
  ])("is a finding with its place and what to do: %j", (part, expected) => {
    expect(findingOfFault(fault(part))).toMatchObject({ ...expected, path: null });
    expect(findingOfFault(fault(part)).remedy).toContain("clone the registry again");
  });

  it("that is in every clone is not mended by another one", () => {
    const finding = findingOfFault(fault({ kind: "malformed", words: "duplicateEntries" }));
    expect(finding.found).toBe("a form that git refuses: duplicateEntries");
    expect(finding.remedy).toBeUndefined();
  });

  it.each<[boolean, Partial<ObjectFault>]>([
    [true, {}],
    [true, { kind: "malformed", object: { type: "tree", id: ID } }],
    [false, { object: { type: "tree", id: ID } }],
    [false, { kind: "missing", object: { type: "commit", id: ID } }],
    [false, { object: null }],
  ])("leaves the history walkable, %s: %j", (walkable, part) => {
    expect(isWalkable([fault(), fault(part)])).toBe(walkable);
  });
});
