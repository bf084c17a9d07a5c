import { execFileSync } from "node:child_process";
import fc from "fast-check";
import MarkdownIt from "markdown-it";
import { describe, expect, it } from "vitest";
import { createStickyComments } from "../../adapters/github/sticky-comment.ts";
import { documents } from "../../adapters/importers/documents.ts";
import { parseYaml } from "../../adapters/importers/yaml.ts";
import { codeSpan, tableCell } from "../../adapters/render/escape.ts";
import { createRenderer } from "../../adapters/render/renderer.ts";
import { PedigreeError } from "../../core/errors.ts";
import { commitShaSchema, modelNameSchema, stageNameSchema } from "../../core/names.ts";
import { compileCondition } from "../../core/policy/condition.ts";
import { matchesPattern } from "../../core/policy/model-pattern.ts";
import { formatBranchName, parseBranchName } from "../../core/registry/branch-name.ts";
import { stagesSchema } from "../../core/registry/stages.ts";
import { COMMENT_MARKER, formatComment } from "../../core/report/comment-sections.ts";
import { replyView } from "../../core/report/reply-report.ts";
import { createRedactor } from "../../core/run/redact.ts";
import { runSchema } from "../../core/run/run.ts";
import { BOT, startFakeGitHub, USER } from "../support/fake-github.ts";
import { law } from "../support/law.ts";
import { plainSections } from "../support/plain-sections.ts";
import { opened } from "../support/registry-play.ts";
import { POLICY, RegistryWorld } from "../support/registry-world.ts";
import { moveUnder } from "../support/under-attack.ts";

const codeOf = (read: () => unknown): string => {
  try {
    read();
    return "read";
  } catch (error) {
    return error instanceof PedigreeError ? error.code : String(error);
  }
};

describe("YAML that people write", () => {
  it.each([
    ["an alias bomb", "a: &a [1]\nb: [*a, *a]\n", "FILE_UNREADABLE"],
    ["nested too deep", `${"[".repeat(33)}${"]".repeat(33)}`, "FILE_UNREADABLE"],
    ["nested absurdly deep", "[".repeat(60_000), "FILE_UNREADABLE"],
    ["too large", `#${"x".repeat(70_000)}`, "FILE_TOO_LARGE"],
    ["of unknown tags", "a: !!js/function 'return 1'", "FILE_UNREADABLE"],
    ["with a directive", "%YAML 1.1\n---\na: 1\n", "FILE_UNREADABLE"],
    ["of two documents", "a: 1\n---\na: 2\n", "FILE_UNREADABLE"],
    ["with a key twice", "a: 1\na: 2\n", "FILE_UNREADABLE"],
    ["with a key twice, once quoted", 'a: 1\n"a": 2\n', "FILE_UNREADABLE"],
    ["with a merge key", "x: &x {a: 1}\ny:\n  <<: *x\n", "FILE_UNREADABLE"],
    ["with a list as a key", "? [a]\n: 1\n", "FILE_UNREADABLE"],
  ])("D3 that is %s is refused", (_, text, code) => {
    expect(codeOf(() => parseYaml(text, "pedigree.yml"))).toBe(code);
  });

  it("D3 never changes what it is read as by where it comes in", () => {
    for (const read of [
      (text: string) => documents.policy(text),
      (text: string) => documents.model(text, "model.yml"),
    ]) {
      expect(codeOf(() => read("a: &a 1\nb: *a\n"))).toBe("FILE_UNREADABLE");
    }
    expect(documents.card("---\na: &a 1\nb: *a\n---\n# x\n").frontMatterProblem).toMatch(/alias/);
  });
});

const POISON = ["__proto__", "constructor", "prototype"];

describe("keys that reach a prototype", () => {
  it("D4 are refused in YAML, and touch nothing in JSON", () => {
    for (const key of POISON) {
      expect(codeOf(() => parseYaml(`${key}: {polluted: 1}`, "x"))).toBe("FILE_UNREADABLE");
      expect(codeOf(() => parseYaml(`a: {"${key}": {polluted: 1}}`, "x"))).toBe("FILE_UNREADABLE");
      const policy = POLICY.replace("schemaVersion: 1", `schemaVersion: 1\n${key}: { mode: audit }`);
      expect(codeOf(() => documents.policy(policy))).toBe("FILE_UNREADABLE");
      const json: unknown = JSON.parse(`{"${key}": {"polluted": 1}, "schemaVersion": 1, "kind": "run"}`);
      expect(runSchema.safeParse(json).success).toBe(false);
      expect(stagesSchema.safeParse(json).success).toBe(false);
    }
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
  });

  it("D4 name no metric: a condition reads only what was recorded", async () => {
    for (const name of [...POISON, "toString", "hasOwnProperty"]) {
      const compiled = compileCondition(`candidate["${name}"] >= 0.0 || candidate["${name}"] < 0.0`);
      expect(compiled.ok).toBe(true);
    }
    const world = new RegistryWorld(POLICY.replace("candidate.auc >= 0.8", "candidate.toString >= 0.0"));
    const attack = await moveUnder("", world);
    const { head } = await world.pulls.get(attack.move);
    expect(world.checks.verdictOn(head)?.outcome).not.toBe("success");
  });
});

describe("patterns", () => {
  it("D5 are no expressions: the longest name against the worst pattern takes few steps", () => {
    const names = ["a".repeat(63), `${"a".repeat(62)}b`];
    const patterns = ["*a".repeat(31), `${"*a".repeat(31)}*`, "*".repeat(63), `${"a*".repeat(31)}b`];
    // A backtracking reader would need more steps than there are atoms; this one is done at once.
    for (const pattern of patterns)
      for (const name of names) expect(typeof matchesPattern(pattern, name)).toBe("boolean");
    expect(matchesPattern("credit-*", "credit-a")).toBe(true);
    expect(matchesPattern("a.c", "abc")).toBe(false);
    law(fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 30 }), (name) => {
      expect(matchesPattern("*a*b*a*", name)).toBe(/^.*a.*b.*a.*$/.test(name));
    });
  });

  it("D5 are refused in conditions, where CEL could match and loop", () => {
    for (const text of [
      "candidate.a.matches('(a+)+$')",
      "[1,2].all(x, x > 0)",
      "'a'.contains('a')",
      "size('a') > 0",
    ]) {
      expect(compileCondition(text).ok).toBe(false);
    }
  });
});

describe("templates", () => {
  it("D6 are data to nobody: what looks like one is shown as it is, and no view reaches a prototype", () => {
    const renderer = createRenderer();
    for (const hostile of [
      "{{constructor}}",
      "{{__proto__}}",
      "{{{{raw}}}}",
      "{{#with this}}",
      "{{lookup . 'constructor'}}",
    ]) {
      const text = renderer.render(
        "reply",
        replyView({ ...REPLY, kind: "noted", note: "frozen", reason: hostile }),
      );
      expect(text).toContain(hostile);
      expect(text).not.toMatch(/function|native code|\[object/);
    }
    const poisoned: typeof REPLY = JSON.parse('{"__proto__": {"reason": "polluted"}, "kind": "refused"}');
    expect(renderer.render("reply", poisoned)).not.toContain("polluted");
  });
});

const REPLY = {
  kind: "refused",
  requester: "ada",
  title: "churn 1",
  pull: null,
  reason: null,
  allowed: [],
} as const;

const markdown = new MarkdownIt({ html: true, linkify: true });
const hostile = fc.oneof(
  fc.string({ unit: "binary", maxLength: 200 }),
  fc.string({
    unit: fc.constantFrom(
      "`",
      "|",
      "\\",
      " ",
      "\n",
      "\r",
      "a",
      "<",
      ">",
      "@",
      "[",
      "]",
      "(",
      ")",
      "!",
      "#",
      "*",
      "_",
      "~",
      "&",
      ";",
      ":",
      "/",
    ),
    maxLength: 40,
  }),
  fc.constantFrom(
    "@acme/ml-leads",
    "&#64;acme",
    "https://evil.example",
    "![x](https://evil.example/p.png)",
    "<img src=x onerror=1>",
    "**APPROVED**",
    ":tada:",
    "#1",
    "\u202Egnp.exe",
    "``` \n@all",
  ),
);

/** The kinds of everything that a line of Markdown becomes, without the paragraph around it. */
function kindsOf(text: string): readonly string[] {
  return markdown.parseInline(text, {}).flatMap(({ children }) => (children ?? []).map(({ type }) => type));
}

describe("values from outside in what people read", () => {
  it("D7 are exactly one code span each: no mention, link, image, HTML or second line", () => {
    fc.assert(
      fc.property(hostile, (value) => {
        expect(kindsOf(codeSpan(value))).toEqual(["code_inline"]);
        const table = markdown.render(
          `| a | b |\n| - | - |\n| ${tableCell(value)} | ${tableCell(value)} |\n`,
        );
        expect(table.match(/<td>/g)).toHaveLength(2);
        expect(table.match(/<td><code>/g)).toHaveLength(2);
        expect(table).not.toMatch(/<(?:a|img|script|h[1-6]|strong|em)[ >]/);
      }),
      { numRuns: 500 },
    );
  });

  it("D7 change nothing in a whole reply: whatever the reason, it has the same structure", () => {
    const renderer = createRenderer();
    const shape = (reason: string) =>
      markdown
        .parse(renderer.render("reply", replyView({ ...REPLY, title: reason, reason, requester: "ada" })), {})
        .flatMap(({ type, children }) => [type, ...(children ?? []).map((child) => child.type)])
        .filter((type) => !["text", "code_inline", "text_special"].includes(type));
    const wanted = shape("plain");
    fc.assert(
      fc.property(hostile, (reason) => {
        fc.pre(reason.trim() !== "");
        expect(shape(reason)).toEqual(wanted);
      }),
      { numRuns: 200 },
    );
  });
});

describe("the App's marks in other people's text", () => {
  it("D8 are not followed: a comment is ours by its author, not by what it says", async () => {
    const github = await startFakeGitHub();
    github.comments.push({ id: 1, body: formatComment(plainSections({ train: "APPROVED" })), user: USER });
    const author = { kind: "bot" } as const;
    const sticky = createStickyComments({ client: github.octokit, owner: "acme", repo: "churn", author });
    await sticky.update({ pullRequest: 7, section: "train", render: () => "ours" });
    const bodies = github.comments.map(({ user, body }) => [user.login, body.includes("ours")]);
    await github.close();
    expect(bodies).toEqual([
      [USER.login, false],
      [BOT.login, true],
    ]);
    expect(COMMENT_MARKER).toMatch(/^<!--/);
  });
});

const nameUnits = fc.constantFrom(
  "a",
  "1",
  "-",
  ".",
  "_",
  "/",
  "~",
  "^",
  ":",
  "?",
  "*",
  "[",
  "\\",
  " ",
  "@",
  "{",
  "\u0000",
  "A",
  "é",
  "lock",
  ".git",
  "..",
);

describe("names", () => {
  it("D9 lead nowhere else: every model's name is one folder and a part of a branch that git accepts", () => {
    const names = fc.oneof(fc.string({ unit: nameUnits, maxLength: 12 }), fc.string({ maxLength: 70 }));
    const accepted = new Set<string>();
    fc.assert(
      fc.property(names, (text) => {
        const name = modelNameSchema.safeParse(text);
        if (!name.success) return;
        accepted.add(name.data);
        expect(new URL(`file:///r/models/${name.data}/x`).pathname).toBe(`/r/models/${name.data}/x`);
        expect(name.data).toBe(name.data.toLowerCase().normalize("NFKC"));
      }),
      { numRuns: 3000 },
    );
    const branches = [...accepted]
      .slice(0, 25)
      .map((text) => formatBranchName({ kind: "register", model: modelNameSchema.parse(text), version: 1 }));
    for (const branch of branches)
      execFileSync("git", ["check-ref-format", "--branch", branch], { stdio: "pipe" });
    for (const bad of [
      "..",
      ".git",
      "a.lock",
      "con",
      "nul.txt",
      "a.",
      "../x",
      "a/b",
      "a\\b",
      "C:",
      "",
      "a".repeat(64),
    ]) {
      expect([bad, modelNameSchema.safeParse(bad).success]).toEqual([bad, false]);
    }
  });

  it("D10 are ASCII: no look-alike is a model, a stage or a label", () => {
    for (const name of ["сhurn", "ｃhurn", "churn\u200b", "chürn", "ch\u0075\u0301rn", "ⅽhurn"]) {
      expect(modelNameSchema.safeParse(name).success).toBe(false);
    }
    for (const name of ["рroduction", "prоduction", "production\u00ad", "Production", "ｐroduction"]) {
      expect(stageNameSchema.safeParse(name).success).toBe(false);
    }
  });

  it("D11 of refs are whole: nothing is abbreviated, and only exact forms of a branch are the App's", () => {
    for (const text of [
      "HEAD",
      "refs/heads/main",
      "a".repeat(39),
      "A".repeat(40),
      `${"a".repeat(40)}^{}`,
      `${"a".repeat(40)}\n`,
    ]) {
      expect([text, commitShaSchema.safeParse(text).success]).toEqual([text, false]);
    }
    for (const branch of [
      "refs/heads/pedigree/move/churn/1/production",
      "pedigree/move/churn/1/production/x",
      "pedigree/move/churn/01/production",
      "pedigree/move/churn/1/production\n",
      "pedigree/move/../churn/1/production",
      "Pedigree/move/churn/1/production",
      `pedigree/move/churn/1/${"a".repeat(40)}x`,
      "pedigree/register/churn/1/production",
      "pedigree/move/churn/1",
    ]) {
      expect([branch, parseBranchName(branch)]).toEqual([branch, undefined]);
    }
  });

  it("D11 do not let a tag stand for a branch: the commit has to be on the branch of that name", async () => {
    const world = new RegistryWorld();
    world.runs.elsewhere.add(commitShaSchema.parse("1".padStart(40, "a")));
    await expect(opened(world, 1)).rejects.toThrow("PROVENANCE_REFUSED");
  });
});

describe("secrets", () => {
  it("D13 leave in no encoding, wherever they stand in what is encoded", () => {
    const secrets = fc
      .string({ unit: "grapheme-ascii", minLength: 12, maxLength: 40 })
      .filter((s) => s.trim() === s);
    const around = fc.string({ unit: "grapheme-ascii", maxLength: 7 });
    fc.assert(
      fc.property(secrets, around, around, (secret, before, after) => {
        const redact = createRedactor([secret]);
        const whole = Buffer.from(`${before}${secret}${after}`);
        const texts = [
          whole.toString(),
          whole.toString("base64"),
          whole.toString("base64url"),
          whole.toString("hex"),
          whole.toString("hex").toUpperCase(),
          encodeURIComponent(secret),
          JSON.stringify(whole.toString()),
        ];
        const decode = [
          (t: string) => t,
          (t: string) => Buffer.from(t.split("[redacted]").join(""), "base64").toString("latin1"),
          (t: string) => Buffer.from(t.split("[redacted]").join(""), "base64url").toString("latin1"),
          (t: string) => Buffer.from(t.split("[redacted]").join(""), "hex").toString("latin1"),
          (t: string) => Buffer.from(t.split("[redacted]").join(""), "hex").toString("latin1"),
          (t: string) => decodeURIComponent(t),
          (t: string) => t,
        ];
        for (const [at, text] of texts.entries()) {
          const redacted = redact(text);
          expect(redacted).toContain("[redacted]");
          expect(decode[at]?.(redacted)).not.toContain(secret);
        }
      }),
      { numRuns: 300 },
    );
  });
});
