import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fitSections, placeSection } from "../../../core/report/comment-fit.ts";
import { formatComment, parseComment, UNCOUNTED } from "../../../core/report/comment-sections.ts";
import { sectionsByAge } from "../../../core/report/earlier-sections.ts";
import type { CommentSections, SectionOrigin } from "../../../core/report/section.ts";
import { CUT_MARKER } from "../../../core/report/section-parts.ts";
import { law } from "../../support/law.ts";

const of = (workflowRun: number, workflow = "train.yml"): SectionOrigin => ({
  workflowRun,
  attempt: 1,
  runs: 1,
  workflow,
});
const bodyOf = (sizes: readonly number[]) =>
  sizes.map((size, index) => `${index}${"x".repeat(size)}`).join(`\n\n${CUT_MARKER}\n\n`);
const body = fc.array(fc.nat(400), { minLength: 1, maxLength: 5 }).map(bodyOf);
const origin = fc.option(
  fc
    .tuple(fc.integer({ min: 1, max: 3 }), fc.constantFrom("a.yml", "b.yml"))
    .map(([run, path]) => of(run, path)),
);
const sections = fc
  .uniqueArray(fc.tuple(fc.string({ minLength: 1, maxLength: 8 }), fc.record({ body, origin })), {
    selector: ([key]) => key,
    maxLength: 30,
  })
  .map((entries): CommentSections => new Map(entries));
const max = fc.integer({ min: 200, max: 8000 });

const currentOf = (given: CommentSections) => sectionsByAge(given).current.map(([key]) => key);

describe("sections that are too many", () => {
  it("fit, and each of the present is shown, counted, or of more than are counted", () => {
    law(fc.tuple(sections, max), ([given, most]) => {
      const { sections: fitted, full } = fitSections(given, most);
      const text = formatComment(fitted);
      expect(text.length).toBeLessThanOrEqual(most);
      const told = parseComment(text) ?? new Map();
      if (full) expect(told.has(UNCOUNTED)).toBe(true);
      else expect([...told.keys()]).toEqual(expect.arrayContaining(currentOf(given)));
    });
  });

  it("are left as they are where they fit, and once fitted do not change any more", () => {
    law(fc.tuple(sections, max), ([given, most]) => {
      if (formatComment(given).length <= most) expect(fitSections(given, most).sections).toEqual(given);
      const { sections: once, full } = fitSections(given, most);
      expect(fitSections(once, most)).toEqual({ sections: once, hides: false, full });
      expect(parseComment(formatComment(once))).toEqual(once);
    });
  });

  it("give the same text in whatever order they came", () => {
    law(fc.tuple(sections, max), ([given, most]) => {
      const turned: CommentSections = new Map([...given].toReversed());
      expect(formatComment(fitSections(turned, most).sections)).toBe(
        formatComment(fitSections(given, most).sections),
      );
    });
  });

  it("lose those of earlier runs before any of the present is touched", () => {
    const given = new Map([
      ["gone", { body: bodyOf([100, 900]), origin: of(1) }],
      ["older", { body: bodyOf([100, 900]), origin: of(2) }],
      ["now", { body: bodyOf([100, 900, 100]), origin: of(3) }],
    ]);
    const kept = (most: number) => {
      const { sections: fitted } = fitSections(given, most);
      return Object.fromEntries([...fitted].map(([key, section]) => [key, section.body.length]));
    };
    const whole = bodyOf([100, 900, 100]).length;
    expect(kept(2500)).toEqual({ gone: 101, older: 101, now: whole });
    expect(kept(1700)).toEqual({ older: 101, now: whole });
    expect(kept(1400)).toEqual({ now: whole });
    expect(kept(1000).now).toBeLessThan(whole);
  });
});

describe("a new section", () => {
  const place = (given: CommentSections, more: { expected?: number } = {}, most = 10_000) => {
    const budgets: number[] = [];
    const render = (budget: number) => {
      budgets.push(budget);
      return "x".repeat(Math.max(20, budget));
    };
    return { ...placeSection(given, { section: "new", origin: of(3), render, ...more }, most), budgets };
  };

  it("may take all room alone, half of what is left beside others, and its share where more are to come", () => {
    const other: CommentSections = new Map([["other", { body: "x".repeat(1000), origin: null }]]);
    const [alone, beside, among] = [place(new Map()), place(other), place(new Map(), { expected: 10 })];
    expect(formatComment(alone.sections)).toHaveLength(10_000);
    expect(beside.budgets[0]).toBeGreaterThan(4000);
    expect(beside.budgets[0]).toBeLessThan(5000);
    expect(among.budgets[0]).toBeGreaterThan(800);
    expect(among.budgets[0]).toBeLessThan(1000);
  });

  it("takes a share from one that has more, part by part", () => {
    const greedy: CommentSections = new Map([
      ["greedy", { body: bodyOf([500, 3000, 3000, 3000, 100]), origin: null }],
    ]);
    const { sections: placed, hides } = place(greedy);
    expect(hides).toBe(false);
    expect(placed.get("new")?.body.length).toBeGreaterThan(4000);
    expect(placed.get("greedy")?.body).toMatch(
      /^0x+\n\n<!-- pedigree:cut -->\n\n1x+\n\n.*More found no room/s,
    );
  });

  it("is small rather than have one vanish that cannot be cut", () => {
    const whole: CommentSections = new Map([["whole", { body: "x".repeat(9700), origin: null }]]);
    const { sections: placed, budgets } = place(whole);
    expect([...placed].map(([key, section]) => [key, section.body.length])).toEqual([
      ["whole", 9700],
      ["new", 20],
    ]);
    expect(budgets.at(-1)).toBe(0);
  });

  it("takes no account of what earlier runs left", () => {
    const left: CommentSections = new Map([["left", { body: bodyOf([100, 8000]), origin: of(1) }]]);
    const { sections: placed, budgets } = place(left);
    expect(budgets[0]).toBeGreaterThan(9000);
    expect([...placed.keys()]).toEqual(["new"]);
  });
});
