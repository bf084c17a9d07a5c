import { expect, it } from "vitest";
import { documents } from "../../../adapters/importers/documents.ts";
import { explainPolicy } from "../../../core/policy/explain.ts";
import { policy } from "../../support/facts.ts";

it("says how a stage is entered, who holds it and what it asks for", () => {
  const { stages } = explainPolicy(
    policy({
      approvals: { count: 2, from: [{ team: "acme/ml-leads" }] },
      checks: [{ name: "validate", app: "github-actions" }],
      metrics: ["candidate.auc >= 0.8"],
      card: "production",
    }),
  );
  expect(stages.map(({ stage, enteredBy }) => [stage, enteredBy])).toEqual([
    ["development", "new versions"],
    ["staging", "versions in development"],
    ["production", "versions in staging"],
    ["archived", "versions in any other stage"],
  ]);
  expect(stages[2]?.holders).toContain("archived");
  expect(stages[2]?.requirements.map(({ asks }) => asks)).toMatchInlineSnapshot(`
    [
      "2 approvals from acme/ml-leads",
      "required checks",
      "model card complete for production",
      "metric conditions",
    ]
  `);
  expect(
    stages[2]?.requirements.flatMap(({ parts }) => parts.map(({ asks }) => asks)),
  ).toMatchInlineSnapshot(`
    [
      "check validate by github-actions",
      "candidate.auc >= 0.8",
    ]
  `);
  expect(stages[0]?.requirements).toEqual([]);
});

it("knows that owners are named elsewhere", () => {
  const { stages } = explainPolicy(policy({ approvals: { from: "owners" } }));
  expect(stages[2]?.requirements[0]?.asks).toMatchInlineSnapshot(
    `"1 approval from the owners, named in model.yml"`,
  );
});

it("says what edits need, and nothing where they are left alone", () => {
  const each = [
    { count: 1, from: [{ team: "acme/risk" }] },
    { count: 2, from: "owners" },
  ];
  const edit = [
    { paths: ["pedigree.yml", "templates/*"], approvals: { count: 2, from: [{ team: "acme/ml-leads" }] } },
    { paths: ["models/**"], approvals: { each } },
  ];
  expect(explainPolicy(policy({}, { access: { edit } })).edit).toMatchInlineSnapshot(`
    [
      "pedigree.yml, templates/*: 2 approvals from acme/ml-leads",
      "models/**: 1 approval from acme/risk and 2 approvals from the owners, named in model.yml",
    ]
  `);
  expect(explainPolicy(policy()).edit).toEqual([]);
});

it("says where runs may come from and who may ask", () => {
  const grant = { repository: "acme/churn", branches: ["main"], workflows: [".github/workflows/train.yml"] };
  const access = { register: [grant], promote: [{ team: "acme/science" }, { user: "ada" }] };
  const { register, promote } = explainPolicy(policy({}, { access }));
  expect({ register, promote }).toMatchInlineSnapshot(`
    {
      "promote": "acme/science or ada",
      "register": [
        ".github/workflows/train.yml of acme/churn on main, for any model",
      ],
    }
  `);
  expect(explainPolicy(policy()).promote).toBe("anyone with triage rights");
});

it("names the stage that a version comes from, in what is asked of it", () => {
  const { stages } = explainPolicy(
    documents.policy(`schemaVersion: 1
stages:
  - name: development
  - { name: staging, from: [development], require: { soak: 1h } }
  - { name: production, from: [staging, development], require: { soak: 7d } }
  - { name: archived, from: any, require: { soak: 2d } }
`),
  );
  expect(stages.map(({ requirements }) => requirements.map(({ asks }) => asks))).toEqual([
    [],
    ["1h in development"],
    ["7d in staging"],
    ["2d in development"],
  ]);
  expect(stages[2]?.enteredBy).toBe("versions in staging or development");
});

it("says that a stage has room for many, or whom the next one displaces", () => {
  const { stages } = explainPolicy(
    documents.policy(`schemaVersion: 1
stages:
  - name: development
  - { name: archived, from: any }
  - { name: production, from: [development], holders: one, displaced: archived, then: { deployment: live } }
`),
  );
  expect(stages.map(({ holders }) => holders)).toEqual([
    "any number of versions of a model",
    "any number of versions of a model",
    "one version of a model at a time; the holder before goes to archived",
  ]);
  expect(stages[2]?.follows).toEqual(["a deployment to live is made"]);
});

it("says what follows when a version has entered a stage", () => {
  const { stages } = explainPolicy(
    documents.policy(`schemaVersion: 1
stages:
  - name: development
  - { name: production, from: [development], then: { deployment: live, dispatch: model-promoted } }
`),
  );
  expect(stages.map(({ follows }) => follows)).toEqual([
    [],
    ["the registry repository is told by a dispatch model-promoted", "a deployment to live is made"],
  ]);
});
