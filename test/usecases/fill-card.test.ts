import { describe, expect, it } from "vitest";
import { listBlocks } from "../../core/card/blocks.ts";
import { EVIDENCE_RULES } from "../../core/card/card-evidence.ts";
import { CARD_SECTIONS_PATH, CARD_TEMPLATE_PATH } from "../../core/registry/layout.ts";
import { stagesSchema } from "../../core/registry/stages.ts";
import { evaluatePull } from "../../usecases/evaluate-pull.ts";
import { versionBefore } from "../../usecases/fill-card.ts";
import { judgePull } from "../../usecases/judge.ts";
import { cardSubject, filledCard } from "../support/card-subject.ts";
import { cloneOf, verifyClone } from "../support/clone-story.ts";
import { asked, opened, registered } from "../support/registry-play.ts";
import { ada, grace, mary, POLICY, RegistryWorld } from "../support/registry-world.ts";
import { withCode } from "../support/with-code.ts";

const TEMPLATE = `---
model_name: {{name}}
version: {{version}}
---

# Our card of {{name}}

AUC {{metrics.auc}}, code {{code.commit}}

<!-- pedigree:begin evaluation -->
<!-- pedigree:end evaluation -->

<!-- pedigree:begin headline -->
{{metrics.auc}}
<!-- pedigree:end headline -->
`;

describe("a card in the registry's own form", () => {
  const form = { template: TEMPLATE, sections: undefined };

  it("has the values of the run, Pedigree's blocks where they are empty, and a seal on each", () => {
    const card = filledCard(cardSubject(), form);
    expect(card).toContain('model_name: "churn"\nversion: 2\n');
    expect(card).toContain("# Our card of <code>churn</code>");
    const blocks = listBlocks(card);
    expect(blocks.map(({ key, seal }) => [key, seal?.version])).toEqual([
      ["evaluation", 2],
      ["headline", 2],
    ]);
    expect(blocks[0]?.text).toContain("| `auc` | 0.91 |");
    expect(blocks[1]?.text).toBe("<code>0&#46;91</code>\n");
  });

  it("is refused when it would be larger than a card may be", () => {
    const template = "{{params.x}}\n".repeat(1000);
    const subject = cardSubject({ params: { x: "{".repeat(200) } });
    expect(() => filledCard(subject, { template, sections: undefined })).toThrow(
      withCode("TEMPLATE_INVALID"),
    );
  });
});

describe("in a registry", () => {
  const policy = POLICY.replace("approvals: { count: 2, from: [{ team: acme/leads }] }", "card: development");
  const worldWith = (files: Record<string, string>) => {
    const world = new RegistryWorld(policy);
    world.repository.push("main", files, mary);
    return world;
  };
  const judgedMove = async (world: RegistryWorld, home: number) => {
    const judged = await judgePull(world.ports, await asked(world, home));
    if (judged.kind !== "judged") throw new Error(judged.kind);
    return judged;
  };

  it("the template and sections of the branch make the card and judge it", async () => {
    const world = worldWith({
      [CARD_TEMPLATE_PATH]: TEMPLATE,
      [CARD_SECTIONS_PATH]:
        "schemaVersion: 1\nsections:\n  summary: { development: optional }\n  training-procedure: { development: optional }\n  front-matter: { development: optional }\n",
    });
    const home = await registered(world, 1);
    const { facts, decision } = await judgedMove(world, home);
    expect(facts.card).toMatchObject({
      known: true,
      value: { evidence: { findings: [], rules: EVIDENCE_RULES } },
    });
    expect(facts.card.known && facts.card.value.rules).toHaveLength(20);
    expect(decision.allowed).toBe(true);
  });

  it("an edited block keeps a move from landing, and is told in its facts", async () => {
    const world = worldWith({});
    const home = await registered(world, 1);
    const move = await asked(world, home);
    const { headBranch } = await world.pulls.get(move);
    const path = "models/churn/versions/1/card.md";
    const card = world.repository.text(world.repository.head("main"), path) ?? "";
    world.repository.push(headBranch, { [path]: card.replace("| `auc` | 0.9 |", "| `auc` | 0.99 |") }, ada);
    const judged = await judgePull(world.ports, move);
    if (judged.kind !== "judged") throw new Error(judged.kind);
    expect(judged.facts.card.known && judged.facts.card.value.evidence?.findings).toMatchObject([
      { kind: "stale", section: "evaluation" },
    ]);
    expect(judged.decision.allowed).toBe(false);
  });

  it("sections that cannot be read keep the card from being known", async () => {
    const world = worldWith({});
    const home = await registered(world, 1);
    world.repository.push("main", { [CARD_SECTIONS_PATH]: "schemaVersion: 2\n" }, mary);
    const { facts, decision } = await judgedMove(world, home);
    expect(facts.card).toMatchObject({ known: false, reason: expect.stringContaining(CARD_SECTIONS_PATH) });
    expect(decision.allowed).toBe(false);
  });

  it("a run is refused with the line while the template cannot be used", async () => {
    const world = worldWith({ [CARD_TEMPLATE_PATH]: "# {{nobody}}\n" });
    await expect(opened(world, 1)).rejects.toThrow(/TEMPLATE_INVALID.*line 1/);
  });

  it("what was found in a card is found again by whoever verifies a clone", async () => {
    const world = worldWith({
      [CARD_TEMPLATE_PATH]: TEMPLATE,
      [CARD_SECTIONS_PATH]:
        "schemaVersion: 1\nsections:\n  summary: { development: optional }\n  training-procedure: { development: optional }\n  front-matter: { development: optional }\n",
      "models/churn/model.yml": "schemaVersion: 1\ntask: tabular-classification\n",
    });
    await registered(world, 1, { auc: 0.85 });
    const home = await registered(world, 2);
    const move = await asked(world, home);
    for (const person of [grace, mary]) world.pulls.review(move, person);
    expect((await evaluatePull(world.ports, move)).kind).toBe("landed");
    expect((await verifyClone(cloneOf(world))).findings).toEqual([]);
  });
});

const STANDING = stagesSchema.shape.versions.valueType.parse({
  stage: "development",
  since: "2026-01-01T00:00:00Z",
  run: "a".repeat(32),
  pull: 1,
});

it("the version before is the highest lower number that is registered", () => {
  const stages = (...numbers: number[]) => ({
    schemaVersion: 1 as const,
    kind: "stages" as const,
    model: cardSubject().name,
    sequence: 0,
    last: null,
    holders: {},
    versions: Object.fromEntries(numbers.map((number) => [String(number), STANDING])),
  });
  expect(versionBefore(stages(), 1)).toBeUndefined();
  expect(versionBefore(stages(1, 2, 4), 4)).toBe(2);
  expect(versionBefore(stages(1, 2, 10), 11)).toBe(10);
  expect(versionBefore(stages(5), 3)).toBeUndefined();
});
