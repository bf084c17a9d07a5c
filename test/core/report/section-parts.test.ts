import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codeSpan, fencedBlock, tableCell } from "../../../adapters/render/escape.ts";
import {
  CUT_MARKER,
  headOf,
  tidyParts,
  withoutCuts,
  withoutLastPart,
} from "../../../core/report/section-parts.ts";
import { law } from "../../support/law.ts";

const cut = `\n\n${CUT_MARKER}\n\n`;
const section = ["### Verdict", "| table |", "curves", "<sub>links</sub>"].join(cut);

describe("a section", () => {
  it("loses its last parts first, keeps its links as long as anything else stands, and at last its head alone", () => {
    const forms = [section];
    for (let next = withoutLastPart(section); next !== undefined; next = withoutLastPart(next))
      forms.push(next);
    const note = "<sub>More found no room here.</sub>";
    expect(forms.map(withoutCuts)).toEqual([
      "### Verdict\n\n| table |\n\ncurves\n\n<sub>links</sub>",
      `### Verdict\n\n| table |\n\n${note}\n\n<sub>links</sub>`,
      `### Verdict\n\n${note}\n\n<sub>links</sub>`,
      "### Verdict",
    ]);
    expect(headOf(section)).toBe("### Verdict");
  });

  it("of an older version, without places to cut, cannot become smaller", () => {
    expect(withoutLastPart("### Verdict\n\n| table |")).toBeUndefined();
    expect(headOf("### Verdict\n\n| table |")).toBe("### Verdict\n\n| table |");
  });

  it("has no cut around nothing", () => {
    expect(tidyParts(`${cut}a${cut}${cut}b${cut}`)).toBe(`a${cut}b`);
    expect(tidyParts(section)).toBe(section);
  });

  it("is cut nowhere that a text from outside says", () => {
    const hostile = fc.array(fc.constantFrom(CUT_MARKER, "\n", "```", "text")).map((parts) => parts.join(""));
    law(hostile, (text) => {
      const body = `${codeSpan(text)}\n\n| ${tableCell(text)} |\n\n${fencedBlock(text)}`;
      expect(headOf(body)).toBe(body.trim());
    });
  });
});
