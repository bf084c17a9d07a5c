import { describe, expect, it } from "vitest";
import { canonicalJson, digestOfText } from "../../core/canonical.ts";
import { sha256Schema } from "../../core/names.ts";
import type { ListedAttestations } from "../../core/ports/training-runs.ts";
import { MAX_BUNDLE_BYTES, MAX_BUNDLES } from "../../usecases/attestation-facts.ts";
import { collectEvidence } from "../../usecases/collect-evidence.ts";

const ARTIFACT = "a".repeat(64);
const digest = (number: number) => sha256Schema.parse(String(number).padStart(64, "0"));
const file = (number: number) => ({
  path: `m/${number}`,
  digest: digest(number),
  bytes: 1,
  role: "model" as const,
});

function collect(answers: Readonly<Record<string, ListedAttestations>>, files = 1) {
  const asked: string[] = [];
  const runs = {
    async attestations(_: string, wanted: string) {
      asked.push(wanted);
      return answers[wanted] ?? { bundles: [], missed: [] };
    },
  };
  const made = { artifact: ARTIFACT, files: Array.from({ length: files }, (__, at) => file(at + 1)) };
  return collectEvidence(runs, "acme/churn", made).then((evidence) => ({ ...evidence, asked }));
}
const listed = (...bundles: unknown[]): ListedAttestations => ({ bundles, missed: [] });

describe("what a new version brings along", () => {
  it("is asked about by the digests of the artifact and the model's files", async () => {
    expect((await collect({}, 2)).asked).toEqual([ARTIFACT, digest(1), digest(2)]);
  });

  it("is kept once, in canonical bytes, under a name that its content gives", async () => {
    const bundle = { z: 1, a: 2 };
    const { bundles, missed } = await collect({
      [ARTIFACT]: listed(bundle),
      [digest(1)]: listed({ a: 2, z: 1 }),
    });
    const text = canonicalJson(bundle);
    expect([...bundles]).toEqual([[digestOfText(text).slice(0, 16), text]]);
    expect(missed).toEqual([]);
  });

  it("is bounded in number and size, and says what it left out", async () => {
    const many = Array.from({ length: MAX_BUNDLES + 3 }, (_, number) => ({ number }));
    expect(await collect({ [ARTIFACT]: listed(...many) })).toMatchObject({
      missed: [`3 beyond the ${MAX_BUNDLES} that are kept`],
    });
    const huge = { payload: "x".repeat(MAX_BUNDLE_BYTES) };
    expect(await collect({ [ARTIFACT]: listed(huge, { small: 1 }) })).toMatchObject({
      bundles: { size: 1 },
      missed: ["1 too large to be kept"],
    });
    const { asked, missed } = await collect({}, 40);
    expect([asked.length, missed]).toEqual([20, ["only 20 of 41 files were asked about"]]);
  });

  it("says what GitHub did not give", async () => {
    const refused = { bundles: [], missed: ["no right"] };
    const { missed } = await collect({ [ARTIFACT]: refused, [digest(1)]: refused });
    expect(missed).toEqual(["no right"]);
  });
});
