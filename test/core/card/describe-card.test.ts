import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { describeCard } from "../../../core/card/describe-card.ts";
import { describedCard } from "../../support/described-card.ts";

const MATTER = {
  model_name: "churn",
  version: 2,
  license: ["apache-2.0"],
  owner: "acme/ml-leads",
  contact: "ml@acme.example",
  risk_tier: "limited",
};
const WORDS = "one two three four five six seven eight nine ten ".repeat(3);

function summaryOf(body: string) {
  return describeCard({ text: body, frontMatter: MATTER }).sections.find(({ key }) => key === "summary");
}

describe("sections", () => {
  test.each([
    ["by key", `## Zusammenfassung\n<!-- section: summary -->\n\n${WORDS}`, "complete", 1],
    ["by heading", `\n\n# SUMMARY #\n${WORDS}`, "complete", 3],
    ["missing", "# Something else\n", "missing", null],
    ["in a code fence", `\`\`\`md\n# Summary\n${WORDS}\n\`\`\`\n`, "missing", null],
    [
      "in a fence that a shorter one does not close",
      `\`\`\`\`\n\`\`\`\n# Summary\n${WORDS}\n\`\`\`\`\n`,
      "missing",
      null,
    ],
    ["in a comment", `<!--\n# Summary\n${WORDS}\n-->\n`, "missing", null],
    ["empty", "# Summary\n\n# Next\n", "empty", 1],
    ["only a comment", `# Summary\n<!-- ${WORDS} -->\n`, "empty", 1],
    ["a placeholder among words", `# Summary\n${WORDS} [ more information needed ]\n`, "placeholder", 1],
    ["TBD", `# Summary\n${WORDS} TBD.\n`, "placeholder", 1],
    ["a to-do list", `# Summary\nSorts a todo list. ${WORDS}\n`, "complete", 1],
    ["too short", "# Summary\nA model.\n", "short", 1],
    ["words below a deeper heading", `# Summary\n## Detail\n${WORDS}\n# Next\n`, "complete", 1],
    ["words below the next heading", `## Summary\nA model.\n## Next\n${WORDS}\n`, "short", 1],
    ["after another key took the heading", `# Summary\n<!-- section: slices -->\n${WORDS}`, "missing", null],
  ])("%s", (_, body, status, line) => {
    expect(summaryOf(body)).toMatchObject({ status, line });
  });

  test("lines count from the top of the file, front matter and CRLF included", () => {
    const text = `---\r\nmodel_name: churn\r\n---\r\n\r\n# Summary\r\n${WORDS}\r\n`;
    expect(describedCard(text).sections[0]).toMatchObject({ status: "complete", line: 5 });
  });
});

test("any text is described, the same each time", () => {
  const part = fc.constantFrom(
    "# Summary",
    "<!--",
    "-->",
    "```",
    "~~~",
    "---",
    "\n",
    "a b c",
    "<!-- section: summary -->",
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(part, fc.string()), { maxLength: 40 }), (parts) => {
      const text = parts.join("\n");
      expect(describedCard(text)).toEqual(describedCard(text));
    }),
  );
});

test("a hostile card takes linear time", () => {
  expect(summaryOf(`# a${" ".repeat(400_000)}x\n# Summary`)?.status).toBe("empty");
  for (const unit of [
    "<!-- ",
    "# a\n",
    "```\n",
    "`",
    "[",
    "<!-- section: ",
    "--- ",
    "a ",
    "# a  #",
    " ",
    "## a\n# a\n",
    "<!-- pedigree:begin a -->\n",
  ]) {
    expect(describedCard(unit.repeat(Math.floor(400_000 / unit.length))).sections.length).toBeGreaterThan(0);
  }
});
