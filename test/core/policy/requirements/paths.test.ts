import { describe, expect, test } from "vitest";
import { decide } from "../../../../core/policy/decide.ts";
import { facts, policy } from "../../../support/facts.ts";

function paths(changed: string[], from: string | null = "staging") {
  const move = { model: "churn", version: 2, from, to: "production" };
  return decide(policy(), facts({ move, changedPaths: { known: true, value: changed } })).requirements.find(
    ({ kind }) => kind === "paths",
  );
}

describe("paths", () => {
  test.each([
    "models/churn/stages.json",
    "models/churn/versions/2/card.md",
    "models/churn/log/000012-moved.json",
  ])("a move may touch %s", (path) => {
    expect(paths([path])?.status).toBe("passed");
  });

  test.each([
    "pedigree.yml",
    "models/churn/model.yml",
    "models/churn/versions/1/card.md",
    "models/churn/versions/2/version.json",
    "models/churn/versions/2/run.json",
    "models/churn2/stages.json",
    "models/churn/stages.json/x",
    "models/churn/log/sub/000012-moved.json",
    "Models/churn/stages.json",
    ".github/workflows/x.yml",
  ])("a move may not touch %s", (path) => {
    expect(paths([path, "models/churn/stages.json"])).toMatchObject({ status: "failed", found: path });
  });

  test("a new version brings its own folder and nothing of another", () => {
    expect(
      paths(["models/churn/versions/2/run.json", "models/churn/versions/2/curves.parquet"], null)?.status,
    ).toBe("passed");
    expect(paths(["models/churn/versions/22/run.json"], null)?.status).toBe("failed");
    expect(paths(["models/churn/model.yml"], null)?.status).toBe("failed");
  });

  test("names some and counts the rest", () => {
    const many = Array.from({ length: 8 }, (_, i) => `other/${i}`);
    expect(paths(many)?.found).toBe("other/0, other/1, other/2, other/3, other/4 and 3 more");
  });

  test("an incomplete list is unknown", () => {
    const given = facts({ changedPaths: { known: false, reason: "3000 files" } });
    expect(decide(policy(), given).allowed).toBe(false);
  });
});
