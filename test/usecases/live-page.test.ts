import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRenderer } from "../../adapters/render/renderer.ts";
import { MAX_PAGE_CHARACTERS } from "../../core/ports/live.ts";
import {
  lastPage,
  nextPage,
  type PageEnding,
  type PageSubject,
  renderPage,
} from "../../usecases/live-page.ts";
import { buildRun } from "../support/build-run.ts";
import { law } from "../support/law.ts";
import { liveInput, liveState, START, STOPPED } from "../support/live.ts";
import { problemsOf, textOutsideCode } from "../support/read-markdown.ts";

const renderer = createRenderer();
const SUBJECT: PageSubject = {
  experiment: "train/fit",
  leg: "lr=0.1",
  name: "big",
  startedAt: START,
  goals: {},
  page: null,
  stopWhen: null,
};
const ENDING: PageEnding = { end: "finished", recorded: null, links: { comment: null, artifact: null } };

describe("pages of a training", () => {
  it("say which leg of a matrix and which run it is", () => {
    const page = nextPage(renderer, SUBJECT, { state: liveState({ loss: [1, 2] }), stopped: null });
    expect(page.title).toBe("Training · step 2");
    expect(page.text).toContain("**Experiment** `train/fit` · **leg** `lr=0.1` · **run** `big`");
  });

  it("end with what was recorded, also where nothing was seen", () => {
    const recorded = { run: buildRun({ metrics: { loss: 0.25 } }), curves: new Map() };
    const page = lastPage(renderer, SUBJECT, { seen: null, ending: { ...ENDING, recorded } });
    expect(page?.title).toMatch(/^Finished · after /);
    expect(page?.text).toContain("| `loss` | 0.25 |");
  });

  it("do not end where nothing is known", () => {
    expect(lastPage(renderer, SUBJECT, { seen: null, ending: ENDING })).toBeNull();
  });
});

describe("a page", () => {
  const text = fc.oneof(
    fc.string({ unit: "grapheme", minLength: 1, maxLength: 300 }),
    fc.constantFrom(
      "a|b",
      "@octocat",
      "`x`",
      "<img src=x>",
      "| - |\n| x |",
      "</details>",
      "```\n# x",
      "#1",
      "\u0007",
    ),
  );

  it("never lets a name out of its code span, and is well formed", () => {
    law(
      fc.record({ names: fc.uniqueArray(text, { maxLength: 8 }), note: text, name: text }),
      ({ names, note, name }) => {
        const state = liveState(Object.fromEntries(names.map((one) => [`x${one}`, [1, 2]])), {
          notes: [note],
        });
        const page = renderPage(
          renderer,
          liveInput(state, { experiment: name, leg: name, name, stopWhen: note, stopped: STOPPED }),
        );
        expect(problemsOf(page.text)).toEqual([]);
        expect(textOutsideCode(page.text)).not.toMatch(/@octocat|<img|#1\b/);
        expect(page.title).toMatch(/^[\w ·.]+$/);
      },
    );
  });

  it("of any training fits", () => {
    const curve = Array.from({ length: 300 }, (_, step) => Math.sin(step) * 1e-9);
    const long = Object.fromEntries(
      Array.from({ length: 200 }, (_, at) => [`${"|".repeat(240)}${at}`, curve]),
    );
    const page = renderPage(
      renderer,
      liveInput(liveState(long, { notes: Array.from({ length: 50 }, () => "`".repeat(900)) })),
    );
    expect(page.text.length).toBeLessThanOrEqual(MAX_PAGE_CHARACTERS);
    expect(problemsOf(page.text)).toEqual([]);
    expect(page.text).toContain("Training");
  });
});
