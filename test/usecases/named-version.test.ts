import { describe, expect, it } from "vitest";
import { modelNameSchema, stageNameSchema } from "../../core/names.ts";
import type { Holder } from "../../core/ports/holder.ts";
import { compareRun } from "../../usecases/compare-run.ts";
import { namedVersion } from "../../usecases/named-version.ts";
import { before, curve, now, registration, request, runOf, world } from "../support/compare-world.ts";

const production = stageNameSchema.parse("production");
const model = modelNameSchema.parse("churn");
const byStage = { model, which: { kind: "stage", stage: production } } as const;
const byNumber = { model, which: { kind: "version", version: 3 } } as const;
const held: Holder = { found: true, version: 3, stage: production, run: before };
const compareTo = (reference: typeof byStage | typeof byNumber) => ({
  compareTo: { kind: "version", reference } as const,
});

describe("comparing with a version that is named", () => {
  it.each([
    [byStage, "churn@production, version 3"],
    [byNumber, "churn@3, in production"],
  ])("says which it is", async (reference, against) => {
    const { ports, written } = world({ holder: { ...held, curves: new Map([["loss", curve(9)]]) } });
    const compared = await compareRun(ports, request(now, { ...compareTo(reference), registration }));
    expect(compared).toMatchObject({ verdict: "mixed", notes: [] });
    expect(written.text).toMatch(/^### 🟡 Better and worse than the named version\n/);
    expect(written.text).toContain(`**against** \`${against}\``);
    expect(written.text).toMatch(/line \[9, 4\.5, 3, 2\.25\]/);
  });

  it("does not say the same twice of the model in production", async () => {
    const { ports, written } = world({ holder: held });
    await compareRun(ports, request(now, { ...compareTo(byStage), registration }));
    expect(written.text).not.toContain("than production");
    await compareRun(ports, request(now, { ...compareTo(byNumber), registration }));
    expect(written.text).toContain("than production");
  });

  it("knows a value at a step only of a curve that the registry has whole", async () => {
    const goals = { loss: { goal: "minimize", take: "step:1" } } as const;
    const run = runOf({ goals, metrics: { loss: 0.25 } });
    const summary = { last: 0.1, min: 0.1, max: 1, step: 9, count: 5000 };
    const old = { ...runOf({ metrics: { loss: 0.1 } }), metrics: { loss: summary } };
    const curves = new Map([["loss", curve(1)]]);
    const { ports, written } = world({ holder: { ...held, run: old, curves } });
    await compareRun(ports, request(run, { ...compareTo(byNumber), curves }));
    expect(written.text).toMatch(/\| `loss` ↓ \(step:1\) \| 0\.5 \| – \|/);
  });

  it.each([
    ["no-model", "no-model", "the registry has no such model `churn@production`"],
    ["no-version", "no-version", "the model has no such version `churn@production`"],
    ["no-holder", "no-holder", "no version of the model is in this stage `churn@production`"],
    ["unreadable", "registry-unreadable", "could not be read of `churn@production`"],
    ["unavailable", "registry-unavailable", "could not be asked for `churn@production`"],
  ] as const)("says why there is none, and shuts the gate: %s", async (reason, absent, words) => {
    const holder: Holder = { found: false, reason, detail: "what and which" };
    expect(await namedVersion({ find: async () => holder }, byStage)).toEqual({
      found: false,
      reason: absent,
      notes: ["comparison: what and which"],
    });
    const { ports, written } = world({ holder });
    const compared = await compareRun(ports, request(now, { ...compareTo(byStage), gate: true }));
    expect(compared.gate).toEqual({ kind: "shut", why: expect.stringMatching(/registry|version|model/) });
    expect(compared.notes).toEqual(["comparison: what and which"]);
    expect(written.text).toContain(words);
  });

  it("says that nobody named the registry, and that it could not be asked", async () => {
    const { ports, written } = world({});
    const nowhere = await compareRun({ ...ports, holder: null }, request(now, compareTo(byNumber)));
    expect(nowhere.notes).toEqual([
      expect.stringMatching(/churn@3: expected the registry repository.*found nothing/),
    ]);
    expect(written.text).toContain("names the registry of `churn@3`");
    const trouble = world({ holder: new Error("no answer") });
    const failed = await compareRun(trouble.ports, request(now, { ...compareTo(byNumber), gate: true }));
    expect(failed).toMatchObject({ gate: { kind: "shut" }, notes: ["baseline: no answer"] });
    expect(trouble.written.text).toContain("the registry could not be asked for `churn@3`");
  });
});
