import { describe, expect, it } from "vitest";
import { canonicalJson } from "../../../core/canonical.ts";
import { blobShaSchema } from "../../../core/names.ts";
import { emptyStages } from "../../../core/registry/fold.ts";
import { planMove, planRegistration, previewMove } from "../../../core/registry/plan.ts";
import { judgement, runOf, stage } from "../../support/events.ts";
import { churn } from "../../support/registry-world.ts";

const blob = blobShaSchema.parse("d".repeat(40));

function registered() {
  return planRegistration({
    stages: emptyStages(churn),
    judgement: judgement({ version: 1, from: null, to: "development" }),
    run: runOf(1),
    files: new Map([
      ["models/churn/versions/1/version.json", blob],
      ["models/churn/versions/1/card.md", blob],
    ]),
  });
}

describe("a landing", () => {
  it("holds the version's files by their blobs, the event and the stages, in canonical bytes", () => {
    const { changes, event, stages, message } = registered();
    expect([...changes.keys()].sort()).toEqual([
      "models/churn/log/000001-registered.json",
      "models/churn/stages.json",
      "models/churn/versions/1/card.md",
      "models/churn/versions/1/version.json",
    ]);
    expect(changes.get("models/churn/versions/1/version.json")).toEqual({ blob });
    expect(changes.get("models/churn/log/000001-registered.json")).toBe(canonicalJson(event));
    expect(changes.get("models/churn/stages.json")).toBe(canonicalJson(stages));
    expect(message).toMatchInlineSnapshot(`
      "churn 1 registered as development (#1)

      Event: models/churn/log/000001-registered.json
      "
    `);
  });

  it("of a move touches stages, event and, when it was edited, the card", () => {
    const { stages } = registered();
    const judged = judgement({ version: 1, from: "development", to: "production" });
    const plain = planMove({ stages, judgement: judged, requester: null, card: undefined });
    expect([...plain.changes.keys()]).toHaveLength(2);
    const edited = planMove({ stages, judgement: judged, requester: null, card: blob });
    expect(edited.changes.get("models/churn/versions/1/card.md")).toEqual({ blob });
  });
});

it("a preview shows the stages after the move and leaves the chain as it is", () => {
  const { stages } = registered();
  const move = judgement({ version: 1, from: "development", to: "production" }).decision;
  const preview = previewMove(stages, move, "2026-02-01T00:00:00Z");
  expect(preview.holders).toEqual({ [stage("production")]: [1] });
  expect([preview.sequence, preview.last]).toEqual([stages.sequence, stages.last]);
});
