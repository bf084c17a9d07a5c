import { describe, expect, it } from "vitest";
import { documents } from "../../../adapters/importers/documents.ts";
import { CARD_SECTIONS, FRONT_MATTER_SECTION } from "../../../core/card/sections.ts";
import { withCode } from "../../support/with-code.ts";

const read = (sections: string) => documents.cardSections(`schemaVersion: 1\nsections:\n${sections}`);

describe("a registry's own sections", () => {
  it("are Pedigree's twenty where nothing is said", () => {
    expect(documents.cardSections("schemaVersion: 1\nsections: {}\n")).toEqual([
      FRONT_MATTER_SECTION,
      ...CARD_SECTIONS,
    ]);
    expect(CARD_SECTIONS).toHaveLength(19);
  });

  it("change what is said and keep the rest", () => {
    const sections = read("  slices: { staging: required, words: 50 }\n");
    const slices = CARD_SECTIONS.find(({ key }) => key === "slices");
    expect(sections.find(({ key }) => key === "slices")).toEqual({
      ...slices,
      minWords: 50,
      needs: { development: "optional", staging: "required", production: "required" },
    });
    expect(sections.filter(({ key }) => key !== "slices")).toEqual(
      [FRONT_MATTER_SECTION, ...CARD_SECTIONS].filter(({ key }) => key !== "slices"),
    );
  });

  it("come after Pedigree's where they are new", () => {
    expect(read("  fairness: { heading: Fairness, production: required }\n").at(-1)).toMatchObject({
      key: "fairness",
      heading: "Fairness",
      minWords: 1,
      needs: { development: "optional", staging: "optional", production: "required" },
    });
  });

  it.each([
    ["  fairness: { production: required }\n", /sections\.fairness\.heading/],
    ["  slices: { staging: perhaps }\n", /sections\.slices\.staging/],
    ["  slices: { words: -1 }\n", /sections\.slices\.words/],
    ["  slices: { level: 1 }\n", /sections\.slices\.level/],
    ["  Slices: {}\n", /sections\.Slices/],
    ["  constructor: { heading: x }\n", /line/],
  ])("%j names file and place", (text, place) => {
    const code = place.source === "line" ? "FILE_UNREADABLE" : "TEMPLATE_INVALID";
    expect(() => read(text)).toThrow(withCode(code, /templates\/card-sections\.yml/));
    expect(() => read(text)).toThrow(place);
  });

  it("are no more than sixty", () => {
    const many = (count: number) =>
      Array.from(
        { length: count },
        (_, at) => `  s${"a".repeat(1 + (at % 30))}${"-".repeat(1 + Math.floor(at / 30))}: { heading: x }\n`,
      ).join("");
    expect(read(many(60))).toHaveLength(80);
    expect(() => read(many(61))).toThrow(withCode("TEMPLATE_INVALID", /60 sections/));
  });
});
