import { describe, expect, it } from "vitest";
import { completeBlocks, fillTemplate } from "../../../core/card/registry-template.ts";
import type { TemplateValues } from "../../../core/card/template-values.ts";
import { withCode } from "../../support/with-code.ts";

const VALUES: TemplateValues = {
  fixed: { name: "churn", version: 3, task: null, "run.id": "abc" },
  open: {
    metrics: new Map<string, string | number>([
      ["val.auc", 0.91],
      ["f1 score", 0.5],
    ]),
    params: new Map([["lr", "0.1"]]),
    data: new Map(),
  },
};
const ESCAPES = {
  frontMatter: (value: string | number) => `Y(${value})`,
  body: (value: string) => `M(${value})`,
};
const fill = (text: string) => fillTemplate({ text, path: "templates/model-card.md" }, VALUES, ESCAPES);

describe("a registry's template", () => {
  it.each([
    ["{{name}} and {{ version }}", "M(churn) and M(3)"],
    ["{{run.id}}", "M(abc)"],
    ["{{metrics.val.auc}}{{metrics.f1 score}}{{params.lr}}", "M(0.91)M(0.5)M(0.1)"],
    ["---\nmodel_name: {{name}}\n---\n{{name}}", "---\nmodel_name: Y(churn)\n---\nM(churn)"],
    ["no { placeholder } }} here", "no { placeholder } }} here"],
    ["", ""],
  ])("%j becomes %j", (text, filled) => {
    expect(fill(text)).toBe(filled);
  });

  it("shows what a version lacks as the gap that it is", () => {
    expect(fill("{{task}} {{metrics.none}} {{data.x}}")).toBe(
      "M([More Information Needed]) M([More Information Needed]) M([More Information Needed])",
    );
  });

  it.each([
    "{{nothing}}",
    "{{run}}",
    "{{metrics}}",
    "{{metricsx.val.auc}}",
    "{{name.length}}",
    "{{}}",
    "{{ }}",
  ])("%j is refused with its line and what may be named", (text) => {
    expect(() => fill(`# Card\n\n${text}`)).toThrow(withCode("TEMPLATE_INVALID", /line 3/));
  });

  it.each([
    "{{name",
    "{{{name}}}",
    "{{na{{me}}",
    "{{ {{name}} }}",
    "{{#if name}}",
    "{{> header}}",
    "{{&name}}",
  ])("%j is no placeholder, and an error", (text) => {
    expect(() => fill(text)).toThrow(withCode("TEMPLATE_INVALID", /line 1/));
  });

  it("is refused quotes around a placeholder of the front matter", () => {
    expect(() => fill('---\na: "{{name}}"\n---\n')).toThrow(withCode("TEMPLATE_INVALID", /line 2.*quotes/));
    expect(fill('"{{name}}"')).toBe('"M(churn)"');
  });

  it("is refused beyond its limits", () => {
    expect(() => fill("x".repeat(64 * 1024 + 1))).toThrow(withCode("TEMPLATE_INVALID", /65536/));
    expect(() => fill("{{name}}\n".repeat(1001))).toThrow(withCode("TEMPLATE_INVALID", /1000 placeholders/));
    expect(fill("{{name}}\n".repeat(1000))).toHaveLength(9 * 1000);
  });
});

describe("the blocks of a registry's template", () => {
  const block = (key: string, body: string) =>
    `<!-- pedigree:begin ${key} -->\n${body}<!-- pedigree:end ${key} -->`;
  const own = `${block("evaluation", "| auc |\n")}\n${block("changes", "none\n")}`;

  it("are Pedigree's where they are empty, and the registry's own where they are not", () => {
    const template = `${block("evaluation", "")}\n${block("changes", "ours\n")}\n${block("extra", "more\n")}`;
    expect(completeBlocks(template, own, "t")).toBe(
      `${block("evaluation", "| auc |\n")}\n${block("changes", "ours\n")}\n${block("extra", "more\n")}`,
    );
  });

  it("are refused where they are empty and Pedigree has none", () => {
    expect(() => completeBlocks(`x\n${block("extra", "\n")}`, own, "t")).toThrow(
      withCode("TEMPLATE_INVALID", /line 2.*evaluation, changes/),
    );
  });
});
