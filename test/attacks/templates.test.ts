import fc from "fast-check";
import MarkdownIt from "markdown-it";
import { describe, expect, it } from "vitest";
import { readCardFile } from "../../adapters/importers/card-file.ts";
import { createRenderer } from "../../adapters/render/renderer.ts";
import { describeCard } from "../../core/card/describe-card.ts";
import { PedigreeError } from "../../core/errors.ts";
import { CARD_TEMPLATE_PATH } from "../../core/registry/layout.ts";
import { judgePull } from "../../usecases/judge.ts";
import { cardSubject, filledCard, judged } from "../support/card-subject.ts";
import { law } from "../support/law.ts";
import { opened } from "../support/registry-play.ts";
import { ada, eve, RegistryWorld } from "../support/registry-world.ts";
import { withCode } from "../support/with-code.ts";

const fill = (template: string, run: Parameters<typeof cardSubject>[0] = {}) =>
  filledCard(cardSubject(run), { template, sections: undefined });

/** What a reader of the card sees beside the values: GitHub resolves nothing inside of code. */
function outline(markdown: string): string {
  const html = new MarkdownIt({ html: true, linkify: true }).render(markdown);
  return html.replace(/<code>.*?<\/code>/gs, "<code></code>");
}

describe("a template of the registry", () => {
  it.each([
    "constructor",
    "__proto__",
    "prototype",
    "toString",
    "name.constructor",
    "name.__proto__",
    "run.constructor.constructor",
    "hasOwnProperty",
    "valueOf.call",
    "this",
    "@root",
    "..",
    "lookup this 'constructor'",
    "#with name",
    "json name",
    "> _x",
  ])("D6 reaches nothing by {{%s}}", (path) => {
    expect(() => fill(`# Card\n{{${path}}}\n`)).toThrow(withCode("TEMPLATE_INVALID", /line 2/));
  });

  it.each(["metrics.constructor", "metrics.__proto__", "params.toString", "data.valueOf"])(
    "D6 takes {{%s}} for a name that the run lacks",
    (path) => {
      expect(fill(`{{${path}}}`)).toContain("More Information Needed");
    },
  );

  it("D6 puts values in once and never reads them as a template", () => {
    const value = "{{constructor}} {{name}} {{{x}}} {{#each this}}";
    const card = fill("{{params.a}}\n", { params: { a: value, b: 1 } });
    expect(card.match(/&#123;/g)?.length).toBeGreaterThan(8);
    expect(card).not.toContain("churn");
  });

  it("D6 knows no object as a template: its text is all that counts", () => {
    const ast = JSON.stringify({
      type: "Program",
      body: [{ type: "MustacheStatement", path: 0, params: [] }],
    });
    expect(fill(`${ast}\n`)).toBe(`${ast}\n`);
  });

  const hostile = fc.oneof(
    fc.string(),
    fc.constantFrom(
      "--> @all <!-- pedigree:begin evaluation -->",
      "<script>alert(1)</script>",
      "[x](https://evil.example)",
      "https://evil.example www.evil.example",
      "a`b``c @all",
      "| a | b |\n\n# Heading",
      '"\n---\nlicense: mit\n',
      "\u202e\u200b&#64;all",
      ":tada: @acme/leads #1",
    ),
  );
  const around = fc.constantFrom(
    "{{params.a}}",
    "`` {{params.a}}",
    "| {{params.a}} | x |",
    "**{{params.a}}{{params.a}}**",
    "- {{params.a}} `",
    "<b>{{params.a}}</b>",
  );

  it("D6 lets no value become anything but text, wherever people put the placeholder", () => {
    law(fc.tuple(hostile, around), ([value, line]) => {
      const withValue = (a: string) => outline(fill(`Text.\n\n${line}\n`, { params: { a } }));
      expect(withValue(value)).toBe(withValue("x"));
    });
  });

  it("D6 lets no value leave its field of the front matter", () => {
    law(hostile, (value) => {
      const card = fill("---\nmodel_name: {{params.a}}\ntags: [{{params.a}}, b]\n---\n", {
        params: { a: value },
      });
      const { frontMatter } = readCardFile(card);
      expect(Object.keys(frontMatter as object)).toEqual(["model_name", "tags"]);
    });
  });

  it("D6 fills or refuses any text at all, with an error of ours", () => {
    const piece = fc.constantFrom(
      "{{",
      "}}",
      "{{name}}",
      "{{metrics.auc}}",
      "\n",
      "---\n",
      "<!-- pedigree:begin evaluation -->\n",
      "<!-- pedigree:end evaluation -->\n",
      "{",
      "x",
    );
    law(fc.array(fc.oneof(piece, fc.string()), { maxLength: 30 }), (pieces) => {
      try {
        expect(typeof fill(pieces.join(""))).toBe("string");
      } catch (error) {
        expect(error).toBeInstanceOf(PedigreeError);
        expect(error).toMatchObject({ code: "TEMPLATE_INVALID" });
      }
    });
  });

  it("D6 counts on the registry branch and never from the pull request that it judges", async () => {
    const world = new RegistryWorld(POLICY);
    world.repository.push("main", { [CARD_TEMPLATE_PATH]: "# {{name}}, ours\n" }, ada);
    const pull = await opened(world, 1);
    const { headBranch } = await world.pulls.get(pull);
    const card = "models/churn/versions/1/card.md";
    expect(world.repository.text(world.repository.head(headBranch), card)).toContain(", ours");
    world.repository.push(headBranch, { [CARD_TEMPLATE_PATH]: "# theirs {{constructor}}\n" }, eve);
    expect(await judgePull(world.ports, pull)).toMatchObject({
      kind: "shut",
      error: { code: "MOVE_REFUSED" },
    });
  });

  it("D6 makes a card unknown, and never complete, while it cannot be used", async () => {
    const world = new RegistryWorld(POLICY);
    const pull = await opened(world, 1);
    world.repository.push("main", { [CARD_TEMPLATE_PATH]: "# {{constructor}}\n" }, ada);
    const judgedPull = await judgePull(world.ports, pull);
    if (judgedPull.kind !== "judged") throw new Error(judgedPull.kind);
    expect(judgedPull.decision.allowed).toBe(false);
    expect(judgedPull.facts.card).toMatchObject({ known: false, reason: expect.stringContaining("line 1") });
  });
});

const POLICY = `
schemaVersion: 1
access:
  register: [{ repository: acme/churn, branches: [main], workflows: [.github/workflows/train.yml] }]
stages:
  - name: development
    require: { card: development }
`;

describe("a card of any bytes", () => {
  it("D6 is judged or refused by an error of ours, whatever it holds", () => {
    const subject = cardSubject();
    const bytes = fc.uint8Array({ maxLength: 2000 }).map((array) => Buffer.from(array).toString("utf8"));
    const line = fc.constantFrom(
      "---",
      "a: &x [*x]",
      "model-index: [",
      "<!-- pedigree:begin evaluation -->",
      "<!-- pedigree:end evaluation -->",
      "training_data: [{}]",
      "- [[[[",
      "# Summary",
      "? {}",
      "%YAML 1.1",
    );
    const texts = fc.oneof(
      bytes,
      fc.array(fc.oneof(line, fc.string()), { maxLength: 40 }).map((lines) => lines.join("\n")),
    );
    law(texts, (text) => {
      expect(judged(text, subject).digest).toHaveLength(64);
    });
  });

  it("D6 takes linear time in a file of the largest size", () => {
    const subject = cardSubject();
    for (const unit of [
      "<!-- pedigree:begin evaluation -->\n",
      "<!-- pedigree:begin a -->\n<!-- pedigree:end a -->\n",
      "---\n",
      "a: 1\n",
      "{{name}}",
      "`",
      "\n",
    ]) {
      const text = unit.repeat(Math.floor((500 * 1024) / unit.length));
      expect(judged(`---\n${text}`, subject).sections.length).toBeGreaterThan(0);
      expect(judged(text, subject).sections.length).toBeGreaterThan(0);
    }
    expect(() => describeCard(readCardFile("é".repeat(300 * 1024)))).toThrow(withCode("FILE_TOO_LARGE"));
  });

  it("D6 is filled by the renderer that all shells use", () => {
    expect(
      createRenderer().fill({ text: "{{name}}", path: "t" }, { fixed: { name: "a|b" }, open: NONE }),
    ).toBe("<code>a&#124;b</code>");
  });
});

const NONE = { metrics: new Map(), params: new Map(), data: new Map() };
