import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { GitHubApi } from "../../adapters/github/api.ts";
import { GitHubChecks } from "../../adapters/github/checks.ts";
import { GitHubClock } from "../../adapters/github/clock.ts";
import { shorten } from "../../adapters/render/escape.ts";
import { createRenderer } from "../../adapters/render/renderer.ts";
import { commitShaSchema } from "../../core/names.ts";
import { compileCondition } from "../../core/policy/condition.ts";
import { decide } from "../../core/policy/decide.ts";
import { formatStageLabel } from "../../core/registry/stage-label.ts";
import { formatTitle } from "../../core/registry/title.ts";
import { decisionReport } from "../../core/report/decision-report.ts";
import { metricValueSchema } from "../../core/run/metric.ts";
import { facts, model, policy, stage } from "../support/facts.ts";
import { apiThat } from "../support/fixed-answers.ts";

const OPERATORS = [">", ">=", "<", "<=", "==", "!="] as const;
const terms = fc.constantFrom(
  "candidate.x",
  "-candidate.x",
  "candidate.x + 1",
  "candidate.x * 0",
  "0 * candidate.x - 1",
  "candidate.x / candidate.x",
);
const guards = fc.constantFrom("", "true || ", "!(", "1 == 1 || ");
const numbers = fc.constantFrom("0.0", "1.0", "-1e300", "1e308");

/** Conditions in which a value takes part, in every way that the language has. */
const conditions = fc
  .tuple(guards, terms, fc.constantFrom(...OPERATORS), numbers)
  .map(
    ([guard, term, operator, number]) => `${guard}${term} ${operator} ${number}${guard === "!(" ? ")" : ""}`,
  );

const statusOf = (condition: string, metrics: Record<string, unknown>) => {
  const known = { candidate: { known: true, value: { version: 2, metrics } } };
  return decide(policy({ metrics: [condition] }), facts(known)).requirements.find(
    ({ kind }) => kind === "metrics",
  )?.status;
};

describe("a value that is no finite number", () => {
  it("D14 satisfies no condition, however it is compared, calculated with or guarded", () => {
    fc.assert(
      fc.property(
        conditions,
        fc.constantFrom("NaN", "Infinity", "-Infinity", undefined),
        (condition, value) => {
          const metrics = value === undefined ? {} : { x: value };
          expect([condition, statusOf(condition, metrics)]).toEqual([condition, "failed"]);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("D14 satisfies none either when only a calculation makes it so", () => {
    for (const text of [
      "candidate.x * 1e308 * 1e308 > 0.0",
      "candidate.x / 0.0 > 0.0",
      "(candidate.x - candidate.x) / 0.0 != 0.0",
      "candidate.x * 1e308 * 1e308 > 0.0 || true",
    ]) {
      expect([text, statusOf(text, { x: 2 })]).toEqual([text, "failed"]);
    }
    expect(statusOf("candidate.x > 1.0", { x: 2 })).toBe("passed");
  });

  it("D14 is written in no other way: no blanks, no other digits, no number too large to be one", () => {
    for (const value of [
      "0.99 ",
      " 0.99",
      "٠.٩",
      "０.９",
      "1e999",
      "0x1",
      "nan",
      "inf",
      "+Infinity",
      "",
      null,
      true,
      [1],
      { a: 1 },
      Number.NaN,
      Number.POSITIVE_INFINITY,
    ]) {
      expect([value, metricValueSchema.safeParse(value).success]).toEqual([value, false]);
    }
    // JSON knows no such number: what is too large to be one becomes an infinity, and is no metric.
    expect(metricValueSchema.safeParse(JSON.parse("1e999")).success).toBe(false);
    expect(compileCondition("candidate.x > 1e999").ok).toBe(false);
    expect(statusOf("candidate.x >= 0.0", { x: -0 })).toBe("passed");
  });
});

const HEAD = commitShaSchema.parse("a".repeat(40));

/** What the App sends to GitHub for a decision with so many parts. */
async function published(parts: number) {
  const bodies: { output: { title: string; summary: string } }[] = [];
  const api = apiThat(async (input, init) => {
    bodies.push(JSON.parse(await new Request(input, init).text()));
    return Response.json({ id: 1 }, { status: 201 });
  });
  const metrics = Array.from(
    { length: Math.min(parts, 50) },
    (_, at) => `candidate["${"m".repeat(400)}${at}"] > 0.0`,
  );
  const decision = decide(policy({ metrics, all: Array.from({ length: 10 }, () => ({ metrics })) }), facts());
  const report = decisionReport(decision);
  const summary = createRenderer().render("check", { report, shut: null });
  const checks = new GitHubChecks(api, { fullName: "acme/registry", appId: 1, buttons: true });
  const verdict = { head: HEAD, outcome: "failure", key: "x", title: `${"t".repeat(400)}` } as const;
  await checks.publish(
    { ...verdict, summary: `${report.headline}\n${summary}${"😀\n".repeat(parts * 1000)}` },
    undefined,
  );
  return { report, output: bodies[0]?.output ?? { title: "", summary: "" } };
}

describe("texts and GitHub's limits", () => {
  it("D16 fit, are cut between characters, and never lose the verdict", async () => {
    for (const parts of [1, 30, 60]) {
      const { report, output } = await published(parts);
      expect(output.summary.length).toBeLessThanOrEqual(65_535);
      expect(output.title.length).toBeLessThanOrEqual(255);
      expect(output.summary.isWellFormed()).toBe(true);
      expect(output.summary.startsWith(report.headline)).toBe(true);
    }
  });

  it("D16 are cut at any length without half a character", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", maxLength: 60 }),
        fc.integer({ min: 1, max: 60 }),
        (text, max) => {
          const cut = shorten(text, max);
          expect(cut.length).toBeLessThanOrEqual(Math.max(max, 1));
          expect(cut.isWellFormed() || !text.isWellFormed()).toBe(true);
        },
      ),
    );
    expect(formatStageLabel(stage(`a${"b".repeat(39)}`)).length).toBeLessThanOrEqual(50);
    const title = formatTitle({
      model: model("m".repeat(63)),
      version: 1_000_000,
      to: stage(`a${"b".repeat(39)}`),
      rollback: true,
    });
    expect(title.length).toBeLessThanOrEqual(256);
  });
});

const soaked = (since: string, at: string) =>
  decide(policy({ soak: "24h" }), facts({ since, at })).requirements.find(({ kind }) => kind === "soak")
    ?.status;

describe("time", () => {
  it("D17 is GitHub's: no machine's clock, no commit's date, and never before GitHub has told it", async () => {
    expect(() => new GitHubClock({ newestAnswer: undefined }).now()).toThrow("GitHub has not told the time");
    const dates = ["Fri, 02 Jan 2026 12:00:00 GMT", "Fri, 02 Jan 2026 11:00:00 GMT", "nonsense"];
    const api: GitHubApi = apiThat(async () => Response.json([], { headers: { date: dates.shift() ?? "" } }));
    const clock = new GitHubClock(api);
    for (let answers = 0; answers < 3; answers++) {
      await api.list("x", 1, (rest, page) => rest.pulls.list({ owner: "a", repo: "b", ...page }));
      // An older answer that came later does not turn it back.
      expect(clock.now()).toBe("2026-01-02T12:00:00Z");
    }
  });

  it("D17 ends a waiting time at the named second, and a moment that lies ahead has not begun", () => {
    expect(soaked("2026-01-01T12:00:00Z", "2026-01-02T11:59:59Z")).toBe("pending");
    expect(soaked("2026-01-01T12:00:00Z", "2026-01-02T12:00:00Z")).toBe("passed");
    expect(soaked("2026-01-03T12:00:00Z", "2026-01-02T12:00:00Z")).toBe("pending");
    // A day is 24 hours, also on the night on which the clocks change.
    expect(soaked("2026-03-28T12:00:00Z", "2026-03-29T11:59:59Z")).toBe("pending");
  });

  it("D17 lets a waiver hold to the end of its last day in UTC, and not a second longer", () => {
    const waiver = {
      model: "churn",
      stage: "production",
      requirement: "soak",
      by: "alice",
      reason: "the old one has to go",
      expires: "2026-01-02",
    };
    const status = (at: string) =>
      decide(policy({ soak: "24h" }, { waivers: [waiver] }), facts({ since: at, at })).requirements.find(
        ({ kind }) => kind === "soak",
      )?.status;
    expect(status("2026-01-02T23:59:59Z")).toBe("passed");
    expect(status("2026-01-03T00:00:00Z")).toBe("pending");
  });
});
