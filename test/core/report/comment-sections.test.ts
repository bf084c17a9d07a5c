import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codeSpan, fencedBlock, tableCell } from "../../../adapters/render/escape.ts";
import {
  type CommentSections,
  compareOrigins,
  formatComment,
  holdsSections,
  joinSections,
  parseComment,
} from "../../../core/report/comment-sections.ts";
import { law } from "../../support/law.ts";
import { plainSections } from "../../support/plain-sections.ts";

const marker = fc.constantFrom(
  "<!-- /pedigree:section:a -->",
  "<!-- pedigree:section:b -->",
  "-->",
  "\n",
  "text",
);
const text = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.array(marker).map((parts) => parts.join("\n")),
);
const body = text.map((value) => `${codeSpan(value)}\n\n| ${tableCell(value)} |\n\n${fencedBlock(value)}`);

const count = fc.integer({ min: 1, max: 3 });
const origin = fc.option(fc.record({ workflowRun: count, attempt: count, runs: count }));
const origins = (sections: CommentSections) =>
  [...sections].map(([key, section]) => `${key} ${JSON.stringify(section.origin)}`).sort();
const sectionsOf = (origins: typeof origin) =>
  fc
    .uniqueArray(
      fc.tuple(fc.constantFrom("a", "b", "c"), fc.record({ body: fc.string(), origin: origins })),
      {
        selector: ([key]) => key,
      },
    )
    .map((entries): CommentSections => new Map(entries));
const sections = sectionsOf(origin);
const ofRuns = sectionsOf(origin.filter((one) => one !== null));

describe("joined sections", () => {
  it("are the same in any order and however often, so that writers agree in the end", () => {
    law(fc.tuple(sections, sections, sections), ([a, b, c]) => {
      const once = joinSections(joinSections(a, b), c);
      expect(joinSections(a, joinSections(b, c))).toEqual(once);
      expect(origins(joinSections(c, joinSections(b, a)))).toEqual(origins(once));
      expect(joinSections(once, b)).toEqual(once);
    });
  });

  it("hold what each held, or newer", () => {
    law(fc.tuple(ofRuns, ofRuns), ([a, b]) => {
      const joined = joinSections(a, b);
      expect([holdsSections(joined, a), holdsSections(joined, b)]).toEqual([true, true]);
      const lost = [...b].some(([key, { origin }]) => compareOrigins(a.get(key)?.origin ?? null, origin) < 0);
      if (lost) expect(holdsSections(a, b)).toBe(false);
    });
  });
});

describe("the sections of a comment", () => {
  it("survive a round trip, whatever the keys and whatever escaped text they hold", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            text.map((t) => t.toWellFormed()),
            fc.record({ body, origin }),
          ),
        ),
        (entries) => {
          const sections = new Map(entries);
          expect(parseComment(formatComment(sections))).toEqual(sections);
        },
      ),
    );
  });

  it("survive line ends of Windows and text that people put between them", () => {
    const comment = formatComment(plainSections({ a: "x\ny" }));
    expect(parseComment(`${comment.replaceAll("\n", "\r\n")}\r\nedited`)).toEqual(
      plainSections({ a: "x\ny" }),
    );
  });

  it.each(["", "hello", " text <!-- pedigree:comment -->", "> <!-- pedigree:comment -->"])(
    "are not found in %j",
    (comment) => {
      expect(parseComment(comment)).toBeUndefined();
    },
  );

  it("leave out one that is never closed", () => {
    const open = "<!-- pedigree:comment -->\n<!-- pedigree:section:a -->\nx";
    expect(parseComment(open)).toEqual(new Map());
  });
});
