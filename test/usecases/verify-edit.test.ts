import { describe, expect, it } from "vitest";
import { canonicalJson, digestOf } from "../../core/canonical.ts";
import type { Change } from "../../core/ports/registry-repository.ts";
import { type EditEvent, editEventSchema } from "../../core/registry/edit-event.ts";
import { evaluatePull } from "../../usecases/evaluate-pull.ts";
import { cloneOf, verifyClone } from "../support/clone-story.ts";
import { approve, EDIT_POLICY, editWorld, MODEL, proposes, STRICTER } from "../support/edit-play.ts";
import { promoted, registered } from "../support/registry-play.ts";
import { eve, grace, mary, type RegistryWorld } from "../support/registry-world.ts";

const EVENT = "log/000002-edited.json";

/** Two edits with a promotion between them, all by the real use cases. */
async function edited(): Promise<RegistryWorld> {
  const world = editWorld();
  await land(world, { "pedigree.yml": STRICTER, "templates/x.hbs": "x\n" }, "first");
  await promoted(world, await registered(world, 1, { auc: 0.95 }), [grace, mary]);
  await land(world, { [MODEL]: "schemaVersion: 1\nowners: [{ user: grace }, { user: mary }]\n" }, "second");
  return world;
}

async function land(world: RegistryWorld, files: Parameters<typeof proposes>[1], branch: string) {
  const { number } = proposes(world, files, { branch });
  approve(world, number);
  const outcome = await evaluatePull(world.ports, number);
  if (outcome.kind !== "edit-landed") throw new Error(JSON.stringify(outcome));
}

it("finds nothing in edits that landed by the App", async () => {
  const { findings, edits, events, others } = await verifyClone(cloneOf(await edited()));
  expect(findings).toEqual([]);
  expect({ edits, events }).toEqual({ edits: 2, events: 2 });
  // What brought the policy in the first place.
  expect(others.map(({ kind }) => kind)).toEqual(["edit", "edit", "edit"]);
});

it("finds an edit around the gate, and lists it as ungoverned", async () => {
  const world = await edited();
  const commit = world.repository.push("main", { "pedigree.yml": EDIT_POLICY, "NEWS.md": "x" }, eve);
  const { findings, others } = await verifyClone(cloneOf(world));
  expect(findings).toEqual([
    expect.objectContaining({ code: "ungoverned-edit", commit, file: "pedigree.yml" }),
  ]);
  expect(others.at(-1)).toMatchObject({ commit, kind: "ungoverned" });
});

it("is content again once an edit has acknowledged it", async () => {
  const world = await edited();
  const commit = world.repository.push("main", { "pedigree.yml": EDIT_POLICY }, eve);
  await land(world, { "templates/x.hbs": "y\n" }, "third");
  const { findings, others } = await verifyClone(cloneOf(world));
  expect(findings).toEqual([]);
  expect(others.at(-1)).toMatchObject({ commit, kind: "ungoverned" });
});

it("finds a change of the registry's own log", async () => {
  const world = await edited();
  const commit = world.repository.push("main", { "log/000001-edited.json": "{}\n" }, eve);
  const { findings } = await verifyClone(cloneOf(world));
  expect(findings.map(({ code }) => code)).toEqual(["immutable", "ungoverned-edit"]);
  expect(findings.every((finding) => finding.commit === commit)).toBe(true);
});

describe("an edit's landing that is not what it says", () => {
  type Files = Map<string, Change>;

  /** Takes the newest landing off the branch and commits it again, altered. */
  async function otherwise(alter: (event: EditEvent, files: Files) => EditEvent, merges = true) {
    const world = await edited();
    const { repository } = world;
    const landing = repository.get(repository.head("main"));
    const [tip, head] = landing.parents;
    if (tip === undefined || head === undefined) throw new Error("no landing at the tip");
    const files: Files = new Map();
    for (const [path, { blob }] of landing.tree) {
      if (repository.get(tip).tree.get(path)?.blob !== blob) files.set(path, { blob });
    }
    const event = editEventSchema.parse(JSON.parse(repository.text(landing.sha, EVENT) ?? ""));
    files.set(EVENT, canonicalJson(alter(event, files)));
    const parents = merges ? [tip, head] : [tip];
    repository.refs.set("main", await repository.commit(tip, parents, files, landing.message));
    const { findings } = await verifyClone(cloneOf(world));
    return findings.map(({ code, file }) => `${code} ${file}`);
  }

  it("passes as it was", async () => {
    expect(await otherwise((event) => event)).toEqual([]);
  });

  it("passes without what guarded the branch, as earlier releases wrote it, and with it", async () => {
    const seen: unknown[] = [];
    const findings = await otherwise((event) => {
      const { settings, ...facts } = event.facts;
      seen.push(settings);
      return { ...event, facts, decision: { ...event.decision, facts: digestOf(facts) } };
    });
    expect(seen).toEqual([expect.objectContaining({ app: 1 })]);
    expect(findings).toEqual([]);
  });

  it("says of the branch's guards something else than was decided with", async () => {
    const findings = await otherwise((event) => {
      const { settings: _, ...facts } = event.facts;
      return { ...event, facts };
    });
    expect(findings).toEqual([`facts ${EVENT}`]);
  });

  it("has other parents", async () => {
    // Without its head nobody can tell what was reviewed.
    expect(await otherwise((event) => event, false)).toEqual([`parents ${EVENT}`, `tree ${MODEL}`]);
  });

  it("carries another file along", async () => {
    const findings = await otherwise((event, files) => {
      files.set("pedigree.yml", "schemaVersion: 1\nstages: [{ name: development }]\n");
      return event;
    });
    expect(findings).toEqual(["tree pedigree.yml"]);
  });

  it("holds other bytes than the reviewed head", async () => {
    const findings = await otherwise((event, files) => {
      files.set(MODEL, "schemaVersion: 1\nowners: [{ user: eve }]\n");
      return event;
    });
    expect(findings).toEqual([`tree ${MODEL}`]);
  });

  it("leaves out what it lists", async () => {
    const findings = await otherwise((event, files) => {
      files.delete(MODEL);
      return event;
    });
    expect(findings).toEqual([`tree ${MODEL}`]);
  });

  it("does not continue the log", async () => {
    const forged = await otherwise((event) => ({ ...event, previous: event.decision.policy }));
    expect(forged).toEqual([`chain ${EVENT}`]);
  });

  it("records an approval that its facts do not hold, with the digest made right again", async () => {
    const findings = await otherwise((event) => {
      const facts = { ...event.facts, reviews: { known: true as const, value: [] } };
      return { ...event, facts, decision: { ...event.decision, facts: digestOf(facts) } };
    });
    expect(findings).toEqual([`decision ${EVENT}`]);
  });

  it("records owners whom model.yml did not name", async () => {
    const findings = await otherwise((event) => {
      const owners = { churn: [{ user: "mary" }] } as unknown as EditEvent["facts"]["owners"];
      const facts = { ...event.facts, owners };
      return { ...event, facts, decision: { ...event.decision, facts: digestOf(facts) } };
    });
    expect(findings).toContain(`facts ${EVENT}`);
  });
});
