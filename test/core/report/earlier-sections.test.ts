import { describe, expect, it } from "vitest";
import { sectionsByAge } from "../../../core/report/earlier-sections.ts";
import type { SectionOrigin } from "../../../core/report/section.ts";

const COMMIT = "abc1234".padEnd(40, "0");

function ages(origins: Readonly<Record<string, SectionOrigin | null>>) {
  const sections = new Map(Object.entries(origins).map(([key, origin]) => [key, { body: key, origin }]));
  const { current, earlier } = sectionsByAge(sections);
  const keys = (entries: typeof current) => entries.map(([key]) => key);
  return {
    current: keys(current),
    earlier: earlier.map(({ workflowRun, commit, sections: of }) => ({
      workflowRun,
      commit,
      keys: keys(of),
    })),
  };
}

const of = (
  workflowRun: number,
  more: Partial<SectionOrigin> = { workflow: "train.yml" },
): SectionOrigin => ({
  workflowRun,
  attempt: 1,
  runs: 1,
  ...more,
});

describe("a section is of an earlier run", () => {
  it("where a newer run of its workflow has spoken, and not where it is the newest of its own", () => {
    expect(
      ages({
        "lr=0.1": of(1, { workflow: "train.yml", commit: COMMIT }),
        "lr=0.2": of(1),
        "lr=0.3": of(3),
        evaluate: of(2, { workflow: "evaluate.yml" }),
      }),
    ).toEqual({
      current: ["evaluate", "lr=0.3"],
      earlier: [{ workflowRun: 1, commit: COMMIT, keys: ["lr=0.1", "lr=0.2"] }],
    });
  });

  it("but not where it was run again, nor where it tells no workflow", () => {
    const again = { ...of(3), attempt: 2 };
    expect(ages({ a: of(3), b: again, old: of(1, {}), person: null }).earlier).toEqual([]);
  });

  it("and the newest of several comes first", () => {
    const { earlier } = ages({ a: of(1), b: of(2), c: of(3) });
    expect(earlier.map(({ workflowRun }) => workflowRun)).toEqual([2, 1]);
  });
});

it("sections stand by name, numbers by their size, in whatever order they came", () => {
  const names = ["lr=2", "lr=10", "lr=10 a", "x"];
  for (const order of [names, names.toReversed()]) {
    expect(ages(Object.fromEntries(order.map((name) => [name, of(1)]))).current).toEqual(names);
  }
});
