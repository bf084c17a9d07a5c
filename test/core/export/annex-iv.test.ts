import { describe, expect, it } from "vitest";
import { createRenderer } from "../../../adapters/render/renderer.ts";
import { annexIv } from "../../../core/export/annex-iv.ts";
import { sha256Schema } from "../../../core/names.ts";
import { cardSubject, completed, filledCard } from "../../support/card-subject.ts";
import { exportedVersion } from "../../support/exported-version.ts";

const CARD = completed(filledCard(cardSubject()));
const pointOf = (point: string, version = exportedVersion()) =>
  annexIv(version).points.find((one) => one.point === point);

describe("the annex", () => {
  it("is what the golden file shows", async () => {
    const text = createRenderer().render("annex-iv", annexIv(exportedVersion()));
    await expect(text).toMatchFileSnapshot("golden/annex-iv.txt");
  });

  it("has every point of Annex IV, from 1(a) to 9", () => {
    const points = annexIv(exportedVersion()).points.map(({ point }) => point);
    expect([points.length, points[0], points.at(-1)]).toEqual([21, "1(a)", "9"]);
    expect(new Set(points).size).toBe(21);
  });

  it("attaches a section with its line and the card's digest, and decisions with theirs", () => {
    expect(pointOf("4")).toMatchObject({
      attached: [{ what: expect.stringMatching(/^Choice of metrics, line \d+$/), digest: "a".repeat(64) }],
      missing: [],
    });
    expect(pointOf("6")?.attached.at(-1)).toEqual({
      what: "decision",
      path: "models/churn/log/000004-moved.json",
      digest: "d".repeat(64),
    });
  });

  it("names what nobody wrote and what the run contradicts", () => {
    expect(pointOf("4", exportedVersion({ text: filledCard(cardSubject()) }))?.missing).toEqual([
      "Choice of metrics: placeholder",
    ]);
    const wrong = exportedVersion({ text: CARD.replace("value: 0.91", "value: 0.99") });
    expect(pointOf("2(g)", wrong)?.missing).toEqual(["Evaluation: contradicts-run"]);
    expect(pointOf("1(a)", exportedVersion({ text: "" }))?.missing[0]).toMatch(/^Front matter: expected/);
  });

  it("misses signed evidence until there is some", () => {
    expect(pointOf("2(h)")?.missing).toEqual(["no signed evidence"]);
    const digests = new Map([["evidence/slsa.sigstore.json", sha256Schema.parse("e".repeat(64))]]);
    expect(pointOf("2(h)", exportedVersion({ digests }))).toMatchObject({
      attached: expect.arrayContaining([expect.objectContaining({ what: "evidence/slsa.sigstore.json" })]),
      missing: [],
    });
  });
});
