import { expect, test } from "vitest";
import { parseYaml } from "../../../adapters/importers/yaml.ts";
import { allowedStages, describeDvc, describeLegacy } from "../../../core/gto/description.ts";
import { readGtoEvents } from "../../../core/gto/event.ts";
import { formatModelFile, type GtoFindings, planGto } from "../../../core/gto/plan.ts";
import { foldGto } from "../../../core/gto/state.ts";
import { parseWith } from "../../../core/parse.ts";
import { modelSchema } from "../../../core/registry/model.ts";
import { gitTags, gtoEvents } from "../../support/gto-events.ts";
import { withCode } from "../../support/with-code.ts";

function plan(story: string, rest: Partial<GtoFindings> = {}) {
  const artifacts = foldGto(gtoEvents(story));
  return planGto({ artifacts, passedOver: [], descriptions: [], allowedStages: null, ...rest });
}

test("models, numbered versions and stages", () => {
  const { models, conflicts } = plan(
    "sub/dir=Fraud_Net@v2.0.0 c1 @10, sub/dir=Fraud_Net@v1.0.0 c2 @20, sub/dir=Fraud_Net#Prod#1 c1 @30",
    {
      descriptions: describeDvc(
        {
          artifacts: {
            Fraud_Net: { path: "m.pkl", type: "model", desc: 'finds "fraud"', labels: ["tabular"] },
          },
        },
        "sub/dir/dvc.yaml",
      ),
    },
  );
  expect(conflicts).toEqual([]);
  expect(models).toMatchObject([
    {
      model: "sub-dir-fraud_net",
      artifact: "sub/dir:Fraud_Net",
      description: 'finds "fraud"',
      tags: ["tabular"],
      versions: [
        {
          number: 1,
          version: "v2.0.0",
          registeredAt: "1970-01-01T00:00:10.000Z",
          by: "Ada",
          state: "registered",
        },
        { number: 2, version: "v1.0.0" },
      ],
      stages: [{ stage: "prod", gto: "Prod", version: "v2.0.0", needsConfirmation: false }],
    },
  ]);
  const [model] = models;
  const written = model && parseYaml(formatModelFile(model), "model.yml");
  expect(parseWith(modelSchema, written, "model.yml")).toMatchObject({
    description: 'finds "fraud"',
    owners: [],
  });
});

test("N a stage that .gto does not allow is told; names that would be one model are none", () => {
  const { models, conflicts } = plan("a_b@v1.0.0 c1 @1, A_b@v1.0.0 c1 @2, m@v1.0.0 c1 @3, m#foo#1 c1 @4", {
    allowedStages: allowedStages({ stages: ["dev", "prod"] }, ".gto"),
  });
  expect(models.map(({ model }) => model)).toEqual(["m"]);
  expect(conflicts.map(({ kind, artifact }) => [kind, artifact])).toEqual([
    ["name", "A_b"],
    ["name", "a_b"],
    ["stage", "m"],
  ]);
});

test("what is deregistered or deprecated is no candidate, and a fallback needs a confirmation", () => {
  const deprecated = plan("m@v1.0.0 c1 @1, m@deprecated c1 @2");
  expect(deprecated.models).toMatchObject([{ versions: [{ state: "deprecated" }], stages: [] }]);
  const fell = plan("m@v1.0.0 c1 @1, m@v1.1.0 c2 @2, m#prod#1 c1 @3, m#prod#2 c2 @4, m@v1.1.0! c2 @5");
  expect(fell.models).toMatchObject([
    { versions: [{ state: "registered" }, { state: "deregistered" }], stages: [{ needsConfirmation: true }] },
  ]);
});

test("an artifact that is described and never tagged is told", () => {
  const descriptions = describeLegacy(
    { ghost: { type: "model", description: "d" }, other: null },
    "artifacts.yaml",
  );
  expect(
    plan("m@v1.0.0 c1 @1", { descriptions }).conflicts.map(({ kind, artifact }) => [kind, artifact]),
  ).toEqual([
    ["description", "ghost"],
    ["description", "other"],
  ]);
  expect(() => describeDvc({ artifacts: [] }, "dvc.yaml")).toThrow(withCode("SCHEMA_MISMATCH"));
});

test("without stages in .gto every stage is allowed, and an empty list allows none", () => {
  expect([allowedStages(null, ".gto"), allowedStages({ stages: [] }, ".gto")]).toEqual([null, []]);
});

test("lightweight tags and tags of no commit are passed over, with the reason", () => {
  const [tag] = gitTags("m@v1.0.0 c1 @1");
  if (tag === undefined) throw new Error("no tag");
  const { events, passedOver } = readGtoEvents([
    { ...tag, tagger: null },
    { ...tag, commit: null },
    { ...tag, name: "v1.0.0" },
    { ...tag, name: "m@created" },
  ]);
  expect(events).toEqual([]);
  expect(passedOver.map(({ reason }) => reason)).toEqual([
    expect.stringContaining("lightweight"),
    expect.stringContaining("no commit"),
  ]);
});
