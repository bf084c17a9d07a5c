import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codeSpan, fencedBlock, tableCell } from "../../../adapters/render/escape.ts";
import {
  compareOrigins,
  formatComment,
  holdsSections,
  joinSections,
  parseComment,
} from "../../../core/report/comment-sections.ts";
import type { CommentSections } from "../../../core/report/section.ts";
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
const told = fc.record({
  workflowRun: count,
  attempt: count,
  runs: count,
  workflow: fc.constantFrom("a.yml", "b -->.yml"),
  commit: fc.constant("c".repeat(40)),
});
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
            fc.record({ body, origin: fc.oneof(origin, told) }),
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

describe("the comment of a workflow that ran again", () => {
  const of = (workflowRun: number, commit: string) => ({
    workflowRun,
    attempt: 1,
    runs: 1,
    workflow: ".github/workflows/train.yml",
    commit: commit.padEnd(40, "0"),
  });
  const sections: CommentSections = new Map([
    ["lr=0.1", { body: "### ✅ Better", origin: of(1, "abc1234") }],
    ["lr=0.2", { body: "### ✅ Better", origin: of(1, "abc1234") }],
    ["lr=0.3", { body: "### ❌ Worse", origin: of(2, "def5678") }],
    ["lr=0.4", { body: "", origin: { workflowRun: 2, attempt: 1, runs: 1 } }],
  ]);

  it("folds what the earlier run left, says of which commit it is, and counts what has no room", () => {
    expect(formatComment(sections)).toMatchInlineSnapshot(`
      "<!-- pedigree:comment -->

      <!-- pedigree:section:lr%3D0.3 of 2.1.1 -->
      <!-- pedigree:from:.github%2Fworkflows%2Ftrain.yml at def5678000000000000000000000000000000000 -->
      ### ❌ Worse
      <!-- /pedigree:section:lr%3D0.3 -->

      <details><summary>🕓 2 sections of an earlier run (commit <code>abc1234</code>)</summary>

      <!-- pedigree:section:lr%3D0.1 of 1.1.1 -->
      <!-- pedigree:from:.github%2Fworkflows%2Ftrain.yml at abc1234000000000000000000000000000000000 -->
      ### ✅ Better
      <!-- /pedigree:section:lr%3D0.1 -->

      <!-- pedigree:section:lr%3D0.2 of 1.1.1 -->
      <!-- pedigree:from:.github%2Fworkflows%2Ftrain.yml at abc1234000000000000000000000000000000000 -->
      ### ✅ Better
      <!-- /pedigree:section:lr%3D0.2 -->

      </details>

      … and **1 more section**: there is no room here, see the job summaries.

      <!-- pedigree:counted:lr%3D0.4 of 2.1.1 -->"
    `);
  });

  it("is read by those who know of no folding: it stands outside of the sections", () => {
    expect(parseComment(formatComment(sections))).toEqual(sections);
  });

  it("unfolds a section when its leg has finished", () => {
    const finished = { body: "### 🟰 As good", origin: of(2, "def5678") };
    const text = formatComment(joinSections(sections, new Map([["lr=0.1", finished]])));
    expect(text).toContain("🕓 A section of an earlier run");
    expect(text.indexOf("As good")).toBeLessThan(text.indexOf("❌ Worse"));
  });

  it("reads sections of older versions, which do not tell their workflow", () => {
    const old =
      "<!-- pedigree:comment -->\n\n<!-- pedigree:section:a of 1.1.1 -->\nx\n<!-- /pedigree:section:a -->";
    const origin = { workflowRun: 1, attempt: 1, runs: 1 };
    expect(parseComment(old)).toEqual(new Map([["a", { body: "x", origin }]]));
    expect(formatComment(parseComment(old) ?? new Map())).toBe(old);
  });
});
