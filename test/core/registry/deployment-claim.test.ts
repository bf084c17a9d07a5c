import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { digestOfText } from "../../../core/canonical.ts";
import { findClaim, formatClaim, parseClaim } from "../../../core/registry/deployment-claim.ts";
import { modelNames, stageNames } from "../../support/arbitraries.ts";
import { law } from "../../support/law.ts";

const claims = fc.record({ model: modelNames, stage: stageNames, digest: fc.string().map(digestOfText) });
const words = fc.stringMatching(/^[A-Za-z .:!-]{0,30}$/);

describe("what a deployment names", () => {
  it("is read back as it was written, alone and among other words", () => {
    law(fc.tuple(claims, words), ([claim, word]) => {
      const text = formatClaim(claim);
      expect(parseClaim(text)).toEqual(claim);
      const found = { kind: "claim", claim };
      expect(findClaim({ payload: {}, ref: "main", title: `${word} ${text} ${word}` })).toEqual(found);
      expect(findClaim({ payload: {}, ref: `refs/tags/${text}`, title: word })).toEqual(found);
      const payload = { model: claim.model, stage: claim.stage, artifact: { digest: claim.digest } };
      expect(findClaim({ payload, ref: text, title: text })).toEqual(found);
    });
  });

  it("is nothing when two places differ", () => {
    law(fc.tuple(claims, claims), ([one, other]) => {
      fc.pre(formatClaim(one) !== formatClaim(other));
      const found = findClaim({ payload: null, ref: formatClaim(one), title: formatClaim(other) });
      expect(found).toEqual({ kind: "contradiction" });
    });
  });

  it.each([
    "deploy/churn/production",
    "deploy/churn/production/sha256-abc",
    "xdeploy/churn/production/sha256-",
    "deploy/../production/sha256-",
    "deploy/churn/Production/sha256-",
  ])("is nothing in %j", (text) => {
    const whole = text.endsWith("sha256-") ? `${text}${"a".repeat(64)}` : text;
    expect(findClaim({ payload: whole, ref: whole, title: whole })).toEqual({ kind: "none" });
  });

  it.each([null, "text", [], { model: "churn" }, { model: "churn", stage: "production", artifact: "a" }])(
    "is nothing in the payload %j",
    (payload) => expect(findClaim({ payload, ref: "", title: "" })).toEqual({ kind: "none" }),
  );
});
