import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createRenderer } from "../../../adapters/render/renderer.ts";
import { decide } from "../../../core/policy/decide.ts";
import type { RequirementResult } from "../../../core/policy/decision.ts";
import { decisionReport } from "../../../core/report/decision-report.ts";
import { moveReport } from "../../../core/report/move-report.ts";
import { replyView } from "../../../core/report/reply-report.ts";
import { requirementLines } from "../../../core/report/requirement-lines.ts";
import { ALTERNATIVES, refusedAlternatives } from "../../support/alternatives.ts";
import { facts, policy } from "../../support/facts.ts";

const textOf = (phrase: readonly { readonly text: string }[]) => phrase.map(({ text }) => text).join("");

const golden = (text: string, name: string) =>
  expect(text).toMatchFileSnapshot(join(import.meta.dirname, "golden", name));

describe("the lines of a decision with alternatives", () => {
  const { decision } = refusedAlternatives();

  it("hold every result to any depth, with its own values", () => {
    const lines = requirementLines(decision.requirements);
    const depthOf = (title: string) => lines.find(({ item }) => item && textOf(item.title) === title)?.depth;
    expect(depthOf("one of 2 alternatives")).toBe(0);
    expect(depthOf("alternative 1: approvals and data")).toBe(1);
    expect(depthOf("candidate.auc >= 0.99")).toBe(3);
    expect(depthOf("check drift by acme-checks")).toBe(5);
    const count = (results: readonly RequirementResult[]): number =>
      results.reduce((sum, { children }) => sum + 1 + count(children), 0);
    expect(lines).toHaveLength(count(decision.requirements));
  });

  it("say by number which are met", () => {
    const good = { metrics: ["candidate.auc > 0.9"] };
    const judged = decide(policy({ any: [{ data: "A" }, good, good] }), facts());
    const any = requirementLines(judged.requirements).find(
      ({ item }) => item && textOf(item.title) === "one of 3 alternatives",
    );
    expect(textOf(any?.item?.found ?? [])).toBe("met: 2, 3");
  });

  it("keep what is not met where there is not room for all", () => {
    const metrics = Array.from({ length: 50 }, (_, at) => `candidate.auc >= 0.${at === 49 ? "99" : "1"}`);
    const titles = requirementLines(decide(policy({ metrics }), facts()).requirements).map(
      ({ item, more }) => (item === null ? `+${more}` : textOf(item.title)),
    );
    expect(titles).toContain("candidate.auc >= 0.99");
    expect(titles).toContain("+20");
  });
});

describe("a refusal with alternatives, as people read it", () => {
  const { decision, facts: judged } = refusedAlternatives();
  const renderer = createRenderer();
  const report = decisionReport(decision);

  it("in the check", async () => {
    await golden(renderer.render("check", { report, shut: null }), "alternatives-check.txt");
  });

  it("in the answer to /explain", async () => {
    const reply = {
      kind: "explained",
      requester: "alice",
      title: "churn 2",
      pull: 3,
      reason: null,
      allowed: [],
      decision: report,
    } as const;
    await golden(renderer.render("reply", replyView(reply)), "alternatives-explain.txt");
  });

  it("in the body of the pull request", async () => {
    const text = renderer.render("move-pull", moveReport(judged, decision, 7));
    await golden(text, "alternatives-pull.txt");
  });
});

it("leaves room for all that stands beside it in a body, whatever it is made of", () => {
  // Names in a list are escaped each by itself, so nothing of them is cut before it doubles.
  const long = `1 approval from ${Array.from({ length: 9 }, () => "|".repeat(90)).join(", ")}`;
  const leaf = { ...refusedAlternatives().decision.requirements[0], status: "failed" as const };
  const part = { kind: "data", title: long, expected: long, found: long, remedy: long, evidence: [] };
  const inner = { ...leaf, ...part, children: [] };
  const outer = {
    ...inner,
    children: Array.from({ length: 40 }, () => ({ ...inner, children: [inner, inner] })),
  };
  const metrics = Object.fromEntries(
    Array.from({ length: 60 }, (_, at) => [`${"|".repeat(198)}${at}`, 1 / 3]),
  );
  const judged = facts({
    candidate: { known: true, value: { version: 2, metrics } },
    holder: { known: true, value: { version: 1, metrics } },
  });
  const decision = {
    ...decide(policy(), judged),
    allowed: false,
    requirements: Array.from({ length: 40 }, () => outer),
  };
  const text = createRenderer().render("move-pull", moveReport(judged, decision, 7));
  expect(text).toContain("more");
  expect(text.length).toBeLessThan(65_536);
});

it("keeps names inside their code spans at any depth", () => {
  const hostile = "x | <img src=x> @acme/all";
  const rules = policy({
    any: [{ all: [{ checks: [{ name: hostile, app: "a" }] }] }, ALTERNATIVES.any?.[0] ?? {}],
  });
  const report = decisionReport(decide(rules, facts()));
  const text = createRenderer().render("check", { report, shut: null });
  expect(text).toContain("src=x");
  const outside = text.replace(/(?<!`)(`+)(?!`)[^\n]*?[^`]\1(?!`)/g, "");
  expect(outside).not.toContain("<img");
  expect(outside).not.toContain("@acme");
});
