import { describe, expect, it } from "vitest";
import { commitShaSchema } from "../../../core/names.ts";
import { emptyStages } from "../../../core/registry/fold.ts";
import { landingNotice, landingNoticeSchema } from "../../../core/registry/landing-notice.ts";
import { planRegistration } from "../../../core/registry/plan.ts";
import { type Version, versionSchema } from "../../../core/registry/version.ts";
import { judgement, runOf } from "../../support/events.ts";
import { churn } from "../../support/registry-world.ts";

const { event } = planRegistration({
  stages: emptyStages(churn),
  judgement: judgement({ version: 1, from: null, to: "development" }),
  run: runOf(1),
  files: new Map(),
});
const digest = "d".repeat(64);
const record = (files: readonly { path: string }[]): Version =>
  versionSchema.parse({
    schemaVersion: 1,
    kind: "version",
    model: "churn",
    version: 1,
    run: { id: runOf(1), digest },
    provenance: {
      repository: { id: 1, fullName: "acme/churn" },
      workflow: ".github/workflows/train.yml",
      runId: 1,
      runAttempt: 1,
      event: "push",
      branch: "main",
      commit: "a".repeat(40),
      actor: null,
      artifact: { id: 1, name: "pedigree-run.train", digest, bytes: 1 },
    },
    files: files.map(({ path }) => ({ path, digest, bytes: 1, role: "model" })),
    createdAt: "2026-01-31T12:00:00Z",
  });
const commit = commitShaSchema.parse("c".repeat(40));
const notice = (files: readonly { path: string }[]) =>
  landingNotice("acme/registry", { event, commit }, record(files));

describe("the notice of a landing", () => {
  it("fits GitHub's payload: ten properties, less than 64 KB", () => {
    const longest = Array.from({ length: 50 }, (_, i) => ({ path: `${i}${"ä".repeat(1_000)}` }));
    for (const files of [[], [{ path: "model.onnx" }], longest]) {
      const made = notice(files);
      expect(landingNoticeSchema.parse(made)).toEqual(made);
      expect(Object.keys(made).length).toBeLessThanOrEqual(10);
      expect(Buffer.byteLength(JSON.stringify(made))).toBeLessThan(60_000);
    }
  });

  it("names all files of the model or says that it names none", () => {
    const many = (count: number) => Array.from({ length: count }, (_, i) => ({ path: `part-${i}` }));
    expect(notice(many(50)).files).toHaveLength(50);
    expect(notice(many(51)).files).toBeNull();
    expect(notice([{ path: "x".repeat(1_000) }]).files).toHaveLength(1);
    expect(notice(many(40).map(({ path }) => ({ path: path.padEnd(1_000, "ä") }))).files).toBeNull();
  });
});
