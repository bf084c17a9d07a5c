import { describe, expect, it } from "vitest";
import { compareRuns } from "../../../core/compare/compare-runs.ts";
import { commitShaSchema } from "../../../core/names.ts";
import { whyDifferent } from "../../../core/report/why-different.ts";
import { buildRun, type RunInput } from "../../support/build-run.ts";

const server = "https://github.com";
const { environment, source } = buildRun();
const why = (now: RunInput, before: RunInput = {}, max = 50) =>
  whyDifferent(compareRuns(buildRun(now), buildRun(before)), { max, server });
const data = (id: string) => [
  { name: "x", scheme: "dvc", id, bytes: 1, files: 1, strength: "B", role: "other" } as const,
];

describe("why a run is different", () => {
  it("is told in the order in which causes are likely", () => {
    const view = why({
      source: { ...source, commit: commitShaSchema.parse("b".repeat(40)) },
      notebooks: [{ path: "train.ipynb", kernel: null, language: null, cells: [] }],
      params: { lr: 2 },
      data: data("1".repeat(32)),
      environment: {
        ...environment,
        cpu: { model: "ARM", cores: 4 },
        packages: { numpy: "2.1" },
      },
    });
    expect(view?.first.map(({ kind, name }) => [kind, name])).toEqual([
      ["notebook", "train.ipynb"],
      ["parameter", "lr"],
      ["data", "x"],
      ["software", "package numpy"],
      ["hardware", "CPU"],
    ]);
    expect(view?.first[2]).toMatchObject({ before: null, after: "dvc 111111111111" });
    expect(view?.code.compare?.url).toContain("/compare/");
    expect(view?.counts).toBe(
      "1 notebook, 1 parameter, 1 data version, 1 part of the software, 1 part of the hardware",
    );
  });

  it("folds all but the first few, and counts what has no room", () => {
    const params = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`p${i}`, i]));
    expect(why({ params }, {}, 10)).toMatchObject({ first: { length: 6 }, rest: { length: 4 }, omitted: 10 });
    expect(why({ params }, {}, 0)).toMatchObject({
      first: [],
      rest: [],
      omitted: 20,
      counts: "20 parameters",
    });
  });

  it("says that nothing differs only where that is known, and where it matters", () => {
    const goals = { a: { goal: "maximize" } } as const;
    const worse = { metrics: { a: 1 }, goals };
    expect(why(worse, { metrics: { a: 2 } })?.nothing).toBe(true);
    expect(why({})).toBeNull();
    expect(why({ ...worse, source: { ...source, commit: null } }, { metrics: { a: 2 } })).toBeNull();
    expect(why({ ...worse, source: { ...source, dirty: true } }, { metrics: { a: 2 } })?.nothing).toBe(false);
  });

  it("asks of a failed run what changed since the last good one", () => {
    expect(why({ status: "failed", params: { lr: 9 } })?.title).toContain("last good run");
  });
});
