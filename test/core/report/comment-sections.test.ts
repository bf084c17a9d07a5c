import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codeSpan, fencedBlock, tableCell } from "../../../adapters/render/escape.ts";
import { formatComment, parseComment } from "../../../core/report/comment-sections.ts";

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

describe("the sections of a comment", () => {
  it("survive a round trip, whatever the keys and whatever escaped text they hold", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            text.map((t) => t.toWellFormed()),
            body,
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
    const comment = formatComment(new Map([["a", "x\ny"]]));
    expect(parseComment(`${comment.replaceAll("\n", "\r\n")}\r\nedited`)).toEqual(new Map([["a", "x\ny"]]));
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
