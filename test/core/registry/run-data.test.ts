import { expect, test } from "vitest";
import { dataInputs, dataReadSince } from "../../../core/registry/run-data.ts";
import { versionSchema } from "../../../core/registry/version.ts";
import { runSchema } from "../../../core/run/run.ts";
import { buildRun } from "../../support/build-run.ts";

const version = (createdAt: string, startedAt?: string) =>
  versionSchema.parse({
    schemaVersion: 1,
    kind: "version",
    model: "churn",
    version: 1,
    run: { id: "1".repeat(32), digest: "d".repeat(64) },
    provenance: {
      repository: { id: 1, fullName: "acme/churn" },
      workflow: ".github/workflows/train.yml",
      runId: 1,
      runAttempt: 1,
      event: "push",
      branch: "main",
      commit: "a".repeat(40),
      actor: null,
      ...(startedAt === undefined ? {} : { startedAt }),
      artifact: { id: 1, name: "x", digest: "e".repeat(64), bytes: 1 },
    },
    files: [],
    createdAt,
  });
const run = (startedAt: string) => ({ ...buildRun(), startedAt });

test("data was read since the earliest moment that is known", () => {
  const [first, second, third] = ["2026-01-01T00:00:00Z", "2026-01-01T00:00:00.5Z", "2026-01-02T00:00:00Z"];
  expect(dataReadSince(version(third, first), run(second))).toBe(first);
  expect(dataReadSince(version(third), run(second))).toBe(second);
  expect(dataReadSince(version(second, third), run(third))).toBe(second);
});

test("inputs of other roles are not judged", () => {
  const data = (role: string) => ({
    name: role,
    scheme: "sha256",
    id: "x",
    bytes: 1,
    files: 1,
    strength: "A",
    role,
  });
  const record = runSchema.parse({ ...buildRun(), data: ["training", "other", "evaluation"].map(data) });
  expect(dataInputs(record).map(({ role }) => role)).toEqual(["training", "evaluation"]);
});
