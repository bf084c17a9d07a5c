import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createHolderSource } from "../../../adapters/github/holder.ts";
import { encodeCurves } from "../../../adapters/parquet/curves-parquet.ts";
import { canonicalJson } from "../../../core/canonical.ts";
import { modelNameSchema, stageNameSchema } from "../../../core/names.ts";
import { buildRun } from "../../support/build-run.ts";
import { type FakeGitHub, startFakeGitHub } from "../../support/fake-github.ts";
import { withCode } from "../../support/with-code.ts";

const run = buildRun({ experiment: "train", metrics: { auc: 0.9 } });
const production = stageNameSchema.parse("production");
const model = modelNameSchema.parse("churn");
const holderOf = { model, which: { kind: "stage", stage: production } } as const;
let github: FakeGitHub;
beforeEach(async () => {
  github = await startFakeGitHub();
});
afterEach(() => github.close());

const holder = () =>
  createHolderSource({ client: github.octokit, owner: "acme", repo: "models" }).find(holderOf);

function stages(holders: Record<string, number[]>) {
  const version = { stage: "production", since: "2026-01-01T00:00:00Z", run: run.id, pull: 3 };
  return canonicalJson({
    schemaVersion: 1,
    kind: "stages",
    model: "churn",
    sequence: 1,
    last: null,
    versions: { "1": version, "2": version },
    holders,
  });
}

describe("the holder of a stage", () => {
  it("is the newest version that stands there, with its run, for two requests", async () => {
    github.files.set("models/churn/stages.json", stages({ production: [1, 2] }));
    github.files.set("models/churn/versions/2/run.json", canonicalJson(run));
    expect(await holder()).toEqual({ found: true, version: 2, stage: "production", run });
    expect(github.requests).toHaveLength(2);
  });

  it("comes with its curves only where they are wanted, for one request more", async () => {
    const curves = new Map([["loss", [{ step: 3, time: null, value: 0.5 }]]]);
    github.files.set("models/churn/stages.json", stages({ production: [2] }));
    github.files.set("models/churn/versions/2/run.json", canonicalJson(run));
    const source = createHolderSource({ client: github.octokit, owner: "acme", repo: "models" });
    expect(await source.find(holderOf, { curves: true })).not.toHaveProperty("curves");
    github.files.set("models/churn/versions/2/curves.parquet", encodeCurves(curves));
    github.requests.length = 0;
    expect(await source.find(holderOf, { curves: true })).toMatchObject({ found: true, curves });
    expect(github.requests).toHaveLength(3);
    github.files.set("models/churn/versions/2/curves.parquet", "damaged");
    expect(await source.find(holderOf, { curves: true })).not.toHaveProperty("curves");
  });

  it("is read from its blob when its record is too large for GitHub's contents", async () => {
    const metrics = Object.fromEntries(Array.from({ length: 9000 }, (_, i) => [`metric ${i}`, i]));
    const large = buildRun({ metrics });
    github.files.set("models/churn/stages.json", stages({ production: [1] }));
    github.files.set("models/churn/versions/1/run.json", canonicalJson(large));
    expect(await holder()).toMatchObject({ found: true, run: { metrics: large.metrics } });
    expect(github.requests).toHaveLength(3);
  });

  it("is found on the branch `pedigree` of a training repository", async () => {
    github.files.set("pedigree:models/churn/stages.json", stages({ production: [1] }));
    github.files.set("pedigree:models/churn/versions/1/run.json", canonicalJson(run));
    expect(await holder()).toMatchObject({ found: true, version: 1 });
  });

  it("is absent when the model is new, or nothing stands there", async () => {
    expect(await holder()).toEqual({
      found: false,
      reason: "no-model",
      detail: expect.stringMatching(/no such model: acme\/models: .*found churn/),
    });
    github.files.set("models/churn/stages.json", stages({ staging: [1] }));
    expect(await holder()).toEqual({
      found: false,
      reason: "no-holder",
      detail: expect.stringContaining("expected one of staging, or a version's number, found production"),
    });
  });

  it("is unavailable when the token cannot see the registry", async () => {
    github.intercept = () => 404;
    expect(await holder()).toEqual({
      found: false,
      reason: "unavailable",
      detail: expect.stringMatching(/acme\/models: .*found HTTP status 404; check the name of the registry/),
    });
  });

  it.each([
    ["no JSON", "{", canonicalJson(run)],
    ["another form", "{}", canonicalJson(run)],
    ["no run", stages({ production: [1] }), undefined],
    [
      "another run",
      stages({ production: [1] }),
      canonicalJson(buildRun({ id: run.id.replace("0", "1") as never })),
    ],
  ])("is unreadable when the registry holds %s", async (_, stagesText, runText) => {
    github.files.set("models/churn/stages.json", stagesText);
    if (runText !== undefined) github.files.set("models/churn/versions/1/run.json", runText);
    expect(await holder()).toEqual({ found: false, reason: "unreadable" });
  });

  it("is another version by its number, wherever it stands", async () => {
    github.files.set("models/churn/stages.json", stages({ production: [1, 2] }));
    github.files.set("models/churn/versions/1/run.json", canonicalJson(run));
    const source = createHolderSource({ client: github.octokit, owner: "acme", repo: "models" });
    const numbered = (version: number) => source.find({ model, which: { kind: "version", version } });
    expect(await numbered(1)).toEqual({ found: true, version: 1, stage: "production", run });
    expect(await numbered(3)).toEqual({
      found: false,
      reason: "no-version",
      detail: expect.stringContaining("model churn: expected one of 1, 2, found 3"),
    });
  });

  it("raises when GitHub does not answer", async () => {
    github.intercept = () => 502;
    await expect(holder()).rejects.toThrow(withCode("REMOTE_UNAVAILABLE"));
  });
});
