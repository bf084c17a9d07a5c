import { describe, expect, it } from "vitest";
import { decide } from "../../../core/policy/decide.ts";
import { nextSteps } from "../../../core/report/next-steps.ts";
import { refusedAlternatives } from "../../support/alternatives.ts";
import { facts, policy } from "../../support/facts.ts";

type Rules = Parameters<typeof policy>[0];

const draw = (steps: ReturnType<typeof nextSteps>) =>
  steps.map(({ indent, item, more }) => `${indent}${item?.map(({ text }) => text).join("") ?? `+${more}`}`);

const stepsFor = (rules: Rules, part = {}) =>
  draw(nextSteps(decide(policy(rules), facts(part)).requirements));

describe("what is left to do", () => {
  it("says of each alternative what it lacks, with the values, who can provide it and how", () => {
    expect(draw(nextSteps(refusedAlternatives().decision.requirements))).toEqual([
      "meet one of these",
      "  alternative 1: approvals and data",
      "    ask for a review from acme/leads or carol",
      "      ask for a review from acme/leads",
      "      ask for a review from the owners, carol",
      "    say in the training repository's configuration which data the run uses, and train again",
      "    train a version on data that is read anew",
      "  alternative 2: any and metrics",
      "    train a version that meets the conditions, or propose another policy",
      "      candidate.auc >= 0.99: found candidate.auc = 0.92",
      "      candidate.recall > 0.5: found candidate.recall is not recorded",
      "    meet one of these",
      "      alternative 1: checks and soak",
      "        wait for acme-checks, or see why it does not run on this commit",
      "        wait until 2026-01-08T00:00:00Z",
      "      alternative 2: attestation",
      "        attestation by the workflow that trained the version: expected the artifact or every model file signed for by the workflow that trained the version, as https://slsa.dev/provenance/v1, found the version's bundles were not read",
    ]);
  });

  it("is nothing for an alternative that is met, whatever the others lack", () => {
    const met: Rules = { any: [{ metrics: ["candidate.auc > 0.9"] }, { data: "A" }] };
    expect(stepsFor(met)).toEqual([]);
  });

  it("says the steps of blocks that all have to be met beside each other, each once", () => {
    const soak = { soak: "24h" };
    const since = { since: "2026-01-02T11:00:00Z" };
    expect(stepsFor({ all: [soak, { ...soak, checks: [{ name: "x", app: "y" }] }] }, since)).toEqual([
      "wait until 2026-01-03T11:00:00Z",
      "wait for y, or see why it does not run on this commit",
    ]);
  });

  it("names the part of the card that each advice is about", () => {
    const steps = stepsFor({ card: "development" });
    expect(steps[0]).toBe("edit card.md in this pull request; approvals count from the last push");
    expect(steps).toContain("  front matter: fill it in at the top of card.md");
    expect(steps.find((step) => step.startsWith("  section Summary: "))).toBeDefined();
  });
});
