import { describe, expect, it } from "vitest";
import { openRegistryClone } from "../../adapters/git/registry-clone.ts";
import { documents } from "../../adapters/importers/documents.ts";
import { localTime } from "../../adapters/local-time.ts";
import { createRenderer } from "../../adapters/render/renderer.ts";
import { attestationVerifier } from "../../adapters/sigstore/attestation-verifier.ts";
import type { CardView } from "../../core/card/card-view.ts";
import type { Renderer } from "../../core/ports/renderer.ts";
import { formatPath } from "../../core/registry/layout.ts";
import { evaluatePull } from "../../usecases/evaluate-pull.ts";
import { registerVersion } from "../../usecases/register-version.ts";
import { verifyRegistry } from "../../usecases/verify-registry.ts";
import { buildRun } from "../support/build-run.ts";
import { completed } from "../support/card-subject.ts";
import { cloneOf, verifyClone } from "../support/clone-story.ts";
import { model } from "../support/facts.ts";
import { asked } from "../support/registry-play.ts";
import { ada, grace, mary, POLICY, RegistryWorld } from "../support/registry-world.ts";

const ASKS = POLICY.replace(
  "name: development",
  "name: development\n    require: { card: development }",
).replace('metrics: ["candidate.auc >= 0.8"]', "card: production");
const MACHINE = "system/cpu_utilization_percentage";
const METRICS = { auc: 0.9, [MACHINE]: 55.5 };
const CARD = formatPath({ kind: "version-file", model: model("churn"), version: 1, file: "card.md" });

/** A version that landed with its card completed, edited once more by `edit`. */
async function landed(
  world: RegistryWorld,
  { edit = (card: string) => card, renderer = world.ports.renderer } = {},
): Promise<number> {
  const { metrics, goals } = buildRun({ metrics: METRICS, goals: { auc: { goal: "maximize" } } });
  world.train(1, { run: { metrics, goals } });
  const ports = { ...world.ports, renderer };
  const [opened] = await registerVersion(ports, { repository: "acme/churn", runId: 1 });
  if (opened?.kind !== "registered") throw new Error(JSON.stringify(opened));
  const { pull } = opened;
  const { headBranch } = await world.pulls.get(pull);
  const filled = world.repository.text(world.repository.head(headBranch), CARD) ?? "";
  world.repository.push(headBranch, { [CARD]: edit(completed(filled)) }, ada);
  expect(await evaluatePull(ports, pull)).toMatchObject({ kind: "landed" });
  return pull;
}

async function promotion(world: RegistryWorld, home: number) {
  const move = await asked(world, home);
  for (const lead of [grace, mary]) world.pulls.review(move, lead);
  return { outcome: await evaluatePull(world.ports, move), body: (await world.pulls.get(move)).body ?? "" };
}

const withoutResults = (card: string) => card.replace(/model-index:.*?(?=---\n)/s, "");

/** Fills cards as releases did that had the machine's metrics among the results. */
function earlier(): Renderer {
  const renderer = createRenderer();
  const measured = { name: MACHINE, value: METRICS[MACHINE] };
  const render: Renderer["render"] = (template, view) => {
    if (template !== "model-card") return renderer.render(template, view);
    const { metrics, results, ...rest } = view as CardView;
    const shown = {
      metrics: { ...metrics, rows: [...metrics.rows, measured] },
      results: [...results, measured],
    };
    return renderer.render(template, { ...rest, ...shown });
  };
  return { ...renderer, fill: (template, values) => renderer.fill(template, values), render };
}

it("a card that an earlier release filled with the machine's metrics lets its version move, and all verifies", async () => {
  const world = new RegistryWorld(ASKS);
  const home = await landed(world, { renderer: earlier() });
  expect(world.repository.text(world.repository.head("main"), CARD)).toContain(`| \`${MACHINE}\` | 55.5 |`);
  const { outcome, body } = await promotion(world, home);
  expect(outcome).toMatchObject({ kind: "landed" });
  expect(body).toContain("auc");
  expect(body).not.toContain("system/");
  const { findings, reworded } = await verifyClone(cloneOf(world));
  expect(findings).toEqual([]);
  expect(reworded).toBe(0);
});

describe("an event that was judged before results had to stay", () => {
  /** What verify finds in facts, of events whose text is altered. */
  async function factsFound(world: RegistryWorld, alter: (text: string) => string) {
    const history = await openRegistryClone(cloneOf(world));
    const altered = Object.assign(Object.create(history), {
      readText: async (blob: Parameters<typeof history.readText>[0]) => alter(await history.readText(blob)),
    });
    const ports = { documents, attestations: attestationVerifier, renderer: createRenderer(), localTime };
    const { findings } = await verifyRegistry({ ...ports, history: altered, objects: history });
    history.close();
    return findings.filter(({ path }) => path?.startsWith("facts.card") === true);
  }
  const unfound = (text: string) => text.replace(/"findings": \[\s*\{.*?\}\s*\]/s, '"findings": []');

  it("is judged again by the rules of then", async () => {
    const world = new RegistryWorld(ASKS);
    await landed(world, { edit: withoutResults });
    expect(await factsFound(world, (text) => text)).toEqual([]);
    expect(await factsFound(world, unfound)).toHaveLength(1);
    expect(await factsFound(world, (text) => unfound(text).replace(/"rules": \d+/, '"rules": 1'))).toEqual(
      [],
    );
  });
});

describe("a card without the results that were filled in", () => {
  it("keeps the version out of a stage that asks for the evaluation, and says what is missing", async () => {
    const world = new RegistryWorld(ASKS);
    const home = await landed(world, { edit: withoutResults });
    const { outcome } = await promotion(world, home);
    expect(outcome).toMatchObject({ kind: "waiting" });
    expect(JSON.stringify(outcome)).toMatch(/result left out: model-index.*auc 0\.9/);
    expect((await verifyClone(cloneOf(world))).findings).toEqual([]);
  });
});
