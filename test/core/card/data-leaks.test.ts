import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  findLeaks,
  findLeaksOnce,
  findLineageLeaks,
  findLineageLeaksOnce,
} from "../../../core/card/data-leaks.ts";
import type { DataVersion } from "../../../core/data/data-version.ts";
import { decide } from "../../../core/policy/decide.ts";
import { buildRun } from "../../support/build-run.ts";
import { cardSubject, completed, DATA, dataVersion, filledCard, judged } from "../../support/card-subject.ts";
import { facts, policy } from "../../support/facts.ts";
import { law } from "../../support/law.ts";

const training = (name: string, content = name) => dataVersion(name, "training", content);
const run = buildRun({ data: DATA });
const ancestor = (name: string, ...data: DataVersion[]) => ({ name, run: buildRun({ data }) });

describe("test data within the run", () => {
  const found = (...data: DataVersion[]) => findLeaks(buildRun({ data })).map((one) => one.found);
  const test = dataVersion("data/test.csv", "evaluation");

  it("is found in the folder that was trained on, and around a file that was", () => {
    expect(found(training("data"), test)).toEqual(["lies in the training data data"]);
    expect(found(training("data/deep/train.csv"), dataVersion("data", "evaluation"))).toEqual([
      "holds the training data data/deep/train.csv",
    ]);
    expect(found(training("data/train"), test, dataVersion("data", "other"))).toEqual([]);
  });

  it("is found as releases found it once where an old record is judged again", () => {
    const once = (...data: DataVersion[]) => findLeaksOnce(buildRun({ data }));
    expect(once(training("data"), test)).toEqual([]);
    expect(once(training("a.csv", "data/test.csv"), test)).toHaveLength(1);
  });
});

describe("test data in the lineage", () => {
  it("names the ancestor, what it called the data, and their digest", () => {
    const seen = training("all/part-3.csv", "data/test.csv");
    expect(findLineageLeaks(run, [ancestor("churn@1", training("other.csv"), seen)])).toEqual([
      {
        kind: "test-data-in-lineage",
        section: "training-data",
        line: null,
        subject: "data/test.csv",
        expected: "evaluation data that no model was trained on from which this one was made",
        found: `in the training data of churn@1 as all/part-3.csv: sha256 ${seen.digest}`,
      },
    ]);
  });

  it("is named for each ancestor that has seen it", () => {
    const seen = training("data/test.csv");
    const found = findLineageLeaks(run, [ancestor("churn@2", seen), ancestor("churn@1", seen)]);
    expect(found.map((one) => one.found.slice(0, 32))).toEqual([
      "in the training data of churn@2 ",
      "in the training data of churn@1 ",
    ]);
  });

  it("is not what an ancestor was tested on, nor the training data of both", () => {
    const tested = dataVersion("data/test.csv", "evaluation");
    expect(findLineageLeaks(run, [ancestor("churn@1", tested, training("data/train.csv"))])).toEqual([]);
  });

  it("is found in an ancestor's folder where this run names a folder of the same content around it", () => {
    const folder = dataVersion("data", "other", "all of it");
    const own = buildRun({ data: [...DATA, folder] });
    const seen = ancestor("churn@1", training("corpus", "all of it"));
    expect(findLineageLeaks(own, [seen])).toMatchObject([
      { subject: "data/test.csv", found: expect.stringContaining("training data of churn@1 as corpus") },
    ]);
    expect(findLineageLeaksOnce(own, [seen])).toEqual([]);
    expect(findLineageLeaks(own, [ancestor("churn@1", training("data", "more than that"))])).toEqual([]);
    const parts = buildRun({
      data: [dataVersion("held-out", "evaluation"), dataVersion("held-out/a.csv", "other", "a")],
    });
    expect(findLineageLeaks(parts, [ancestor("churn@1", training("a.csv", "a"))])).toHaveLength(1);
  });

  it("fits its schema whatever names are", () => {
    const long = dataVersion(`${"x".repeat(1000)}`, "training", "data/test.csv");
    const [found] = findLineageLeaks(run, [ancestor("y".repeat(512), long)]);
    expect(found?.found.length).toBeLessThanOrEqual(400);
  });
});

describe("more training data of an ancestor", () => {
  const subject = cardSubject();
  const card = judged(completed(filledCard(subject)), subject);
  const names = fc.constantFrom("data/test.csv", "data/train.csv", "a", "b", "c");
  const items = fc.array(fc.tuple(names, names), { minLength: 1, maxLength: 4 });

  it("never lets in what was kept out", () => {
    const seen = { in: 0, out: 0 };
    const lineages = fc.array(items, { minLength: 1, maxLength: 4 });
    law(fc.tuple(lineages, fc.nat(), items), ([lineage, at, added]) => {
      const before = allowed(lineage);
      const after = allowed(
        lineage.map((own, of) => (of === at % lineage.length ? [...own, ...added] : own)),
      );
      seen[before ? "in" : "out"] += 1;
      expect(after && !before).toBe(false);
    });
    expect(Math.min(seen.in, seen.out)).toBeGreaterThan(0);
  });

  function allowed(lineage: readonly (readonly [string, string][])[]): boolean {
    const ancestors = lineage.map((data, at) =>
      ancestor(`churn@${at + 3}`, ...data.map(([name, content]) => training(name, content))),
    );
    const findings = findLineageLeaks(subject.run, ancestors);
    const evidence = card.evidence && { ...card.evidence, findings };
    const value = { ...card, ...(evidence && { evidence }) };
    const ancestry = ancestors.map(({ name }) => ({ name, training: "known" }));
    const asked = policy({ card: "production", data: { strength: "C", lineage: "known" } });
    const input = { name: "a", scheme: "sha256", strength: "A", role: "training" };
    const given = { card: { known: true, value }, ancestry, data: { known: true, value: [input] } };
    return decide(asked, facts(given)).allowed;
  }
});
