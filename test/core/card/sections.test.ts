import { expect, test } from "vitest";
import { CARD_SECTIONS, sectionNeed } from "../../../core/card/sections.ts";

const RANK = { optional: 0, recommended: 1, required: 2 };

test("a level never asks for less than the level before", () => {
  for (const { key, needs } of CARD_SECTIONS) {
    const ranks = [RANK[needs.development], RANK[needs.staging], RANK[needs.production]];
    expect([key, ...ranks]).toEqual([key, ...ranks.toSorted((a, b) => a - b)]);
  }
});

test("keys and headings are told apart, and keys fit the comment that carries them", () => {
  for (const field of ["key", "heading"] as const) {
    expect(new Set(CARD_SECTIONS.map((section) => section[field].toLowerCase())).size).toBe(
      CARD_SECTIONS.length,
    );
  }
  expect(CARD_SECTIONS.every(({ key }) => /^[a-z-]+$/.test(key))).toBe(true);
});

test("high risk asks for the regulatory annex at production only", () => {
  const annex = CARD_SECTIONS.find(({ key }) => key === "regulatory");
  if (annex === undefined) throw new Error("no annex");
  expect(sectionNeed(annex, "production", "high")).toBe("required");
  expect(sectionNeed(annex, "staging", "high")).toBe("optional");
  expect(sectionNeed(annex, "production", undefined)).toBe("optional");
});
