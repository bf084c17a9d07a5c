import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAX_COMMENT_CHARACTERS } from "../../adapters/github/sticky-comment.ts";
import { createRenderer } from "../../adapters/render/renderer.ts";
import { compareRuns } from "../../core/compare/compare-runs.ts";
import { placeSection } from "../../core/report/comment-fit.ts";
import { formatComment, parseComment } from "../../core/report/comment-sections.ts";
import type { ReportInput } from "../../core/report/comparison-report.ts";
import type { CommentSections } from "../../core/report/section.ts";
import { withoutCuts } from "../../core/report/section-parts.ts";
import { renderComment } from "../../usecases/render-comment.ts";
import { buildRun } from "../support/build-run.ts";
import { found } from "../support/compare-world.ts";
import { problemsOf } from "../support/read-markdown.ts";

const renderer = createRenderer();
const LINKS = {
  server: "https://github.com",
  run: "https://github.com/acme/churn/actions/runs/1",
  artifact: null,
};

function trigger(leg: string) {
  return {
    event: "pull_request",
    actor: null,
    workflow: { name: "train", path: ".github/workflows/train.yml" },
    runId: 7,
    runNumber: 1,
    runAttempt: 1,
    job: "fit",
    jobId: null,
    pullRequest: 7,
    leg,
  };
}

/** A leg with so many metrics, of which each third became better, worse, and stayed as it was. */
function report(leg: string, metrics: number): ReportInput {
  const names = Array.from({ length: metrics }, (_, index) => `metric_${index}`);
  const goals = Object.fromEntries(names.map((name) => [name, { goal: "maximize" } as const]));
  const runOf = (step: number) =>
    buildRun({
      goals,
      trigger: trigger(leg),
      metrics: Object.fromEntries(names.map((name, index) => [name, index + step * ((index % 3) - 1)])),
    });
  const [before, run] = [runOf(0), runOf(0.5)];
  return {
    run,
    curves: new Map(),
    comparison: compareRuns(run, before),
    baseline: found(before),
    baselineBranch: "main",
    named: false,
    gate: { kind: "off" },
    plots: [],
    production: null,
    notes: [],
    links: LINKS,
  };
}

interface Matrix {
  readonly order: readonly number[];
  readonly metrics: number;
  /** What the runner tells of the matrix; 1 where it tells nothing. */
  readonly expected: number;
  readonly max?: number;
}

const keyOf = (leg: number) => `train (lr=${leg})`;

/** The comment after one leg after the other has written. */
function commentOf({ order, metrics, expected, max = MAX_COMMENT_CHARACTERS }: Matrix): string {
  let sections: CommentSections = new Map();
  for (const leg of order) {
    const input = report(`lr=${leg}`, metrics);
    const origin = { workflowRun: 7, attempt: 1, runs: 1, workflow: ".github/workflows/train.yml" };
    const render = (budget: number) => renderComment(renderer, input, budget);
    const written = placeSection(sections, { section: keyOf(leg), origin, expected, render }, max);
    // Whoever writes next knows of it what the comment says.
    sections = parseComment(formatComment(written.sections)) ?? new Map();
  }
  return formatComment(sections);
}

const matrix = fc
  .tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 300 }))
  .chain(([legs, metrics]) => {
    const all = Array.from({ length: legs }, (_, index) => index);
    const order = fc.shuffledSubarray(all, { minLength: legs, maxLength: legs });
    return fc.record({ order, metrics: fc.constant(metrics), expected: fc.constantFrom(1, legs) });
  });

describe("the comment of a matrix", () => {
  it("tells every leg, whatever their number, metrics and order, in what GitHub takes", () => {
    fc.assert(
      fc.property(matrix, (given) => {
        const text = commentOf(given);
        expect(text.length).toBeLessThanOrEqual(MAX_COMMENT_CHARACTERS);
        const sections = parseComment(text) ?? new Map();
        expect(new Set(sections.keys())).toEqual(new Set(given.order.map(keyOf)));
        const counted = [...sections.values()].filter(({ body }) => body === "").length;
        expect(Number(/\*\*(\d+) more sections?\*\*/.exec(text)?.[1] ?? 0)).toBe(counted);
        expect(problemsOf(text)).toEqual([]);
      }),
      { numRuns: 12 },
    );
  }, 300_000);

  it("is the same in whatever order the legs finish, where the runner tells how many there are", () => {
    fc.assert(
      fc.property(matrix, (given) => {
        const known = { ...given, expected: given.order.length };
        expect(commentOf({ ...known, order: known.order.toReversed() })).toBe(commentOf(known));
      }),
      { numRuns: 6 },
    );
  }, 300_000);

  it.each([
    [30, 60],
    [30, 200],
    [30, 1000],
  ])(
    "shows a table of each of %i legs with %i metrics",
    (legs, metrics) => {
      const order = Array.from({ length: legs }, (_, index) => index);
      const sections = [...(parseComment(commentOf({ order, metrics, expected: legs })) ?? [])];
      expect(sections.filter(([, { body }]) => body.includes("| `metric_"))).toHaveLength(legs);
    },
    120_000,
  );

  it("of 256 legs tells each, by a line or by number", () => {
    const order = Array.from({ length: 256 }, (_, index) => index);
    const text = commentOf({ order, metrics: 2, expected: 256 });
    expect(text.length).toBeLessThanOrEqual(MAX_COMMENT_CHARACTERS);
    expect(parseComment(text)?.size).toBe(256);
  }, 300_000);

  it("becomes a line for each leg where there is room for no more", async () => {
    const order = Array.from({ length: 30 }, (_, index) => index + 1);
    const text = commentOf({ order, metrics: 7, expected: 30, max: 12_000 });
    await expect(text).toMatchFileSnapshot(join(import.meta.dirname, "golden", "matrix-of-30.txt"));
  });
});

describe("the section of a run", () => {
  it("of a fork says so in its line, too", () => {
    const fork = { repository: "mallory/churn", workflow: ".github/workflows/train.yml", changed: undefined };
    const line = renderComment(renderer, { ...report("lr=1", 3), fork }, 0);
    expect(line).toMatchInlineSnapshot(
      `"🟡 **Better and worse than the baseline** · ⚠️ recorded by a workflow of a fork · \`train\` · \`lr=1\` · 1 better, 1 worse, 1 unchanged · [workflow run](https://github.com/acme/churn/actions/runs/1)"`,
    );
    expect(line.split("\n")).toHaveLength(1);
  });

  it("is cut between its blocks, so that no table or folded part is left open", () => {
    const whole = renderComment(renderer, report("lr=1", 60), 60_000);
    const parts = whole.split("<!-- pedigree:cut -->");
    expect(parts.length).toBeGreaterThan(3);
    for (const part of parts) expect(problemsOf(part)).toEqual([]);
    expect(withoutCuts(parts[0] ?? "")).toMatch(/^### .*\n\n\*\*Experiment\*\* `train` · \*\*leg\*\* `lr=1`/);
  });
});
