import { describe, expect, it } from "vitest";
import { modelNameSchema, sha256Schema } from "../../../core/names.ts";
import { type Version, versionSchema } from "../../../core/registry/version.ts";
import { versionReport } from "../../../core/report/version-report.ts";
import { runSchema } from "../../../core/run/run.ts";
import { buildRun } from "../../support/build-run.ts";

const SERVER = "https://github.example";
const evidence = { bundles: 0, missed: [] };
const files = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    path: `files/${index}.bin`,
    digest: sha256Schema.parse("d".repeat(64)),
    bytes: index,
    role: "model" as const,
  }));

function version(part: Partial<Version> = {}): Version {
  return versionSchema.parse({
    schemaVersion: 1,
    kind: "version",
    model: modelNameSchema.parse("churn"),
    version: 3,
    run: { id: "0".repeat(32), digest: "e".repeat(64) },
    provenance: {
      repository: { id: 1, fullName: "acme/churn" },
      workflow: ".github/workflows/train.yml",
      runId: 88,
      runAttempt: 1,
      event: "push",
      branch: "main",
      commit: "abcdef0".padEnd(40, "1"),
      actor: null,
      artifact: { id: 5, name: "pedigree-train-1", digest: "c".repeat(64), bytes: 10 },
    },
    files: files(1),
    createdAt: "2026-01-31T12:00:00Z",
    ...part,
  });
}

describe("a version's report", () => {
  it("links what the App checked, not what the run says of itself", () => {
    const run = runSchema.parse({
      ...buildRun(),
      source: { ...buildRun().source, repository: { id: 9, fullName: "evil/elsewhere" } },
    });
    const report = versionReport(version(), { run, evidence }, SERVER);
    expect(report.run.url).toBe(`${SERVER}/acme/churn/actions/runs/88`);
    expect(report.source).toMatchObject({
      repository: "acme/churn",
      shortCommit: "abcdef0",
      url: `${SERVER}/acme/churn/commit/${"abcdef0".padEnd(40, "1")}`,
      actor: null,
    });
  });

  it("says what was attested only where there is something to say", () => {
    const given = (bundles: number, missed: readonly string[]) =>
      versionReport(version(), { run: buildRun(), evidence: { bundles, missed } }, SERVER).evidence;
    expect(given(0, [])).toBeNull();
    expect(given(2, [])).toEqual({ bundles: 2, missed: [] });
    expect(given(0, ["no right"])).toEqual({ bundles: 0, missed: ["no right"] });
  });

  it("keeps a metric that is no number", () => {
    const run = buildRun({ metrics: { auc: 0.9, loss: "NaN", "system/memory": 3 } });
    const { metrics } = versionReport(version(), { run, evidence }, SERVER);
    expect(metrics).toEqual([
      { name: "auc", value: 0.9 },
      { name: "loss", value: Number.NaN },
    ]);
  });

  it.each([
    [40, 40, null],
    [41, 40, 1],
    [100, 40, 60],
  ])("of %i rows shows %i and tells of the rest: %s", (count, shown, more) => {
    const named = Array.from({ length: count }, (_, index) => [`m${index}`, index] as const);
    const run = buildRun({ metrics: Object.fromEntries(named), params: Object.fromEntries(named) });
    const report = versionReport(version({ files: files(count) }), { run, evidence }, SERVER);
    for (const table of ["metrics", "params", "files"] as const) {
      expect(report[table]).toHaveLength(shown);
      expect(report.more[table]).toBe(more);
    }
    expect(report.more.data).toBeNull();
  });
});
