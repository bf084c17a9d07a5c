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
      "of these nobody counts: who asked for it, who wrote what is judged, who committed or pushed it, who started the training run",
      "check validate by github-actions: success",
      "candidate.auc >= 0.8",
    ]
  `);
  expect(stages[0]?.requirements).toEqual([]);
});

it("knows that owners are named elsewhere", () => {
  const { stages } = explainPolicy(policy({ approvals: { from: "owners" } }));
  expect(stages[2]?.requirements[0]?.asks).toMatchInlineSnapshot(
    `"1 approval from the owners, whom model.yml names"`,
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
  const written = explainPolicy(policy({}, { access: { edit } })).edit;
  expect(written.map(({ asks, parts }) => [asks, ...parts.map((part) => part.asks)])).toMatchInlineSnapshot(`
    [
      [
        "pedigree.yml, templates/*: 2 approvals from acme/ml-leads",
        "of these nobody counts: who asked for it, who wrote what is judged, who committed or pushed it",
      ],
      [
        "models/**: 3 approvals by different people",
        "1 approval from acme/risk",
        "2 approvals from the owners, whom model.yml names",
        "of these nobody counts: who asked for it, who wrote what is judged, who committed or pushed it",
      ],
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
    ["7d in staging or development"],
    ["2d in the stage that it comes from"],
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

it("says whether it refuses anything, and who may override", () => {
  expect(explainPolicy(policy())).toMatchObject({
    mode: "enforce: nothing lands that has not met everything",
    override: "nobody",
  });
  const override = [{ team: "acme/leads" }, { user: "carol", id: 7 }];
  const audit = (own: boolean) =>
    explainPolicy(policy({}, { mode: "audit", access: { override, overrideOwnRequest: own } }));
  expect(audit(false).mode).toMatch(/^audit: /);
  expect(audit(false).override).toBe(
    "acme/leads or carol (account 7), but not a move that they asked for themselves",
  );
  expect(audit(true).override).toContain("also a move that they asked for themselves");
});

it("says what going back takes, and nothing where nobody is displaced", () => {
  const asked = (one: ReturnType<typeof policy>) =>
    explainPolicy(one).stages.map(({ rollback }) => rollback?.map(({ asks }) => asks) ?? null);
  const leads = { approvals: { count: 2, from: [{ team: "acme/leads" }] } };
  expect(asked(policy(leads))).toEqual([null, null, ["1 approval from acme/leads"], null]);
  const own = policy(leads);
  const stages = own.stages.map((stage) =>
    stage.name === "production" ? { ...stage, rollback: { soak: "1h", card: "staging" as const } } : stage,
  );
  // A former holder may come from anywhere, so `from` does not tell where it stood.
  expect(asked({ ...own, stages })[2]).toEqual([
    "model card complete for staging",
    "1h in the stage that it comes from",
  ]);
});

it("says what some models need besides, to go back as well", () => {
  const stricter = (require: unknown) => ({
    models: { "credit-*": { stages: { production: { require } } } },
  });
  const leads = { approvals: { from: [{ team: "acme/leads" }] } };
  const patterns = (require: unknown) => explainPolicy(policy(leads, stricter(require))).stages[2]?.patterns;
  expect(patterns({ approvals: { count: 3 } })).toMatchObject([
    {
      pattern: "credit-*",
      requirements: [{ kind: "approvals", asks: "3 approvals from acme/leads" }],
      rollback: [{ asks: "1 approval from acme/leads" }],
    },
  ]);
  expect(patterns({ data: "A" })).toMatchObject([{ requirements: [{ kind: "data" }], rollback: null }]);
});

it("says what is waived at a stage, and what is deployed from it", () => {
  const waiver = {
    model: "churn",
    stage: "production",
    requirement: "data",
    by: "alice",
    reason: "no digest before March",
    expires: "2026-03-31",
  };
  const deployments = [
    { repository: "acme/serving", environment: "live", model: "churn", stage: "production" },
  ];
  const { stages } = explainPolicy(
    policy({}, { waivers: [waiver, { ...waiver, version: 7, stage: "staging" }], deployments }),
  );
  expect(stages.map(({ waivers }) => waivers)).toEqual([
    [],
    ["data for version 7 of churn until 2026-03-31, by alice: no digest before March"],
    ["data for every version of churn until 2026-03-31, by alice: no digest before March"],
    [],
  ]);
  expect(stages[2]?.deployments).toEqual([
    "a deployment of acme/serving to live is approved for the version of churn that holds production",
  ]);
  expect(stages[1]?.deployments).toEqual([]);
});
