import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { generateModule, precompileTemplate, readTemplates } from "../../scripts/templates.ts";
import { renderSource } from "../support/render-source.ts";
import { withCode } from "../support/with-code.ts";

const ROOT = new URL("../../", import.meta.url).pathname;

describe("the precompiler", () => {
  it.each([
    ["triple-stash", "{{{x}}}"],
    ["an unescaped mustache", "{{&x}}"],
    ["an unknown helper", "{{raw x}}"],
    ["an unknown block", "{{#markdown}}x{{/markdown}}"],
    ["two code spans side by side", "{{code a}}{{code b}}"],
    ["a code span on a line of HTML", "<details><summary>{{code x}}</summary>"],
    ["a code span in the lines of an HTML block", "<details>\n{{#if x}}{{code x}}{{/if}}\n</details>"],
    ["unescaped output in a nested block", "{{#if a}}{{else}}{{#each b}}{{{this}}}{{/each}}{{/if}}"],
    ["a decorator", "{{* x}}"],
  ])("refuses %s", (_, source) => {
    expect(() => precompileTemplate("templates/x.md.hbs", source)).toThrow(withCode("INPUT_INVALID"));
  });

  it("names file and line", () => {
    expect(() => precompileTemplate("templates/x.md.hbs", "a\nb {{{x}}}")).toThrow(
      /templates\/x\.md\.hbs: line 2/,
    );
  });

  it("makes a bare value plain text", () => {
    expect(renderSource("{{x}}|{{#each y}}{{this}},{{/each}}", { x: "<b>@a</b>", y: ["*", 1] })).toBe(
      "&lt;b&gt;＠a&lt;/b&gt;|&#42;,1,",
    );
  });

  it("knows Markdown below an HTML line and an empty line", () => {
    expect(renderSource("<details>\n\n{{code x}}\n\n</details>", { x: "a" })).toContain("`a`");
  });

  it("has been run on the committed templates", async () => {
    const committed = await readFile(`${ROOT}adapters/render/generated/templates.js`, "utf8");
    expect(committed).toBe(generateModule(await readTemplates(`${ROOT}templates`)));
  });
});
