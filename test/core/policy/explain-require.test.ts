import { describe, expect, it } from "vitest";
import { explainPolicy } from "../../../core/policy/explain.ts";
import { type ExplainedRequirement, explainRequire } from "../../../core/policy/explain-require.ts";
import { type Policy, writtenPolicySchema } from "../../../core/policy/policy.ts";
import { type Require, requireSchema } from "../../../core/policy/require.ts";
import { Chance } from "../../oracle/chance.ts";
import { randomPolicy } from "../../oracle/random/policies.ts";
import { stage } from "../../support/facts.ts";

const PRODUCTION = { name: stage("production"), from: [stage("staging")] };

const explain = (written: unknown) => explainRequire(PRODUCTION, requireSchema.parse(written));

/** Indented lines, as a reader sees them. */
const draw = (written: unknown) => {
  const lines = (demands: readonly ExplainedRequirement[], indent = ""): readonly string[] =>
    demands.flatMap(({ asks, parts }) => [`${indent}${asks}`, ...lines(parts, `${indent}  `)]);
  return lines(explain(written));
};

/** One block for every key that the schema allows: a key without a sample does not compile. */
const SAMPLES: Required<{ readonly [Key in keyof Require]: unknown }> = {
  approvals: {},
  evidence: ["decision"],
  checks: [{ name: "validate", app: "github-actions" }],
  card: "staging",
  metrics: ["candidate.auc > 0.5"],
  data: "A",
  attestation: "required",
  soak: "24h",
  freeze: [{ days: ["fri"], zone: "UTC" }],
  all: [{ data: "B" }],
  any: [{ data: "A" }, { soak: "1h" }],
};

describe("what a block demands", () => {
  it("has a sample of every kind that the schema knows", () => {
    expect(Object.keys(SAMPLES).sort()).toEqual(Object.keys(requireSchema.shape).sort());
  });

  it.each(Object.entries(SAMPLES))("%s is said, by itself and beside all others", (kind, sample) => {
    expect(explain({ [kind]: sample }).map((demand) => demand.kind)).toEqual([kind]);
    expect(explain(SAMPLES).map((demand) => demand.kind)).toContain(kind);
  });

  it("is nothing of a block that asks for nothing", () => {
    expect(explain({})).toEqual([]);
  });

  it("says approvals with their groups, and whom they leave out", () => {
    const each = [
      { count: 1, from: [{ team: "acme/risk" }] },
      { count: 2, from: "owners" },
    ];
    expect(draw({ approvals: { each, not: [] } })).toEqual([
      "3 approvals by different people",
      "  1 approval from acme/risk",
      "  2 approvals from the owners, whom model.yml names",
      "  whoever had a part in it counts as well",
    ]);
    expect(draw({ approvals: { count: 5, each, not: ["pusher", "co-author"] } })).toEqual([
      "5 approvals by different people",
      "  1 approval from acme/risk",
      "  2 approvals from the owners, whom model.yml names",
      "  of these nobody counts: who pushed the head, who is named as a co-author",
    ]);
  });

  it("says every option", () => {
    const written = {
      approvals: { from: [{ permission: "admin" }, { user: "carol" }], not: ["requester"] },
      evidence: ["decision", "checks"],
      checks: [
        { name: "validate", app: "acme-checks" },
        { name: "train", app: "github-actions", on: "training", workflow: ".github/workflows/train.yml" },
      ],
      data: { strength: "B", freshFor: "90d" },
      attestation: { workflow: ".github/workflows/sign.yml", runner: "github-hosted" },
      freeze: [
        { days: ["fri"], hours: "16:00-24:00", zone: "Europe/Berlin", reason: "nobody is on call" },
        { from: "2026-12-20", until: "2027-01-06", zone: "UTC" },
      ],
    };
    expect(draw(written)).toMatchInlineSnapshot(`
      [
        "1 approval from people with the right to admin or carol",
        "  of these nobody counts: who asked for it",
        "required checks",
        "  check validate by acme-checks: success",
        "  check train by github-actions on the training commit: success of .github/workflows/train.yml",
        "data of strength B, read within 90d: every input named by an id that its store keeps for a while, or a weak digest, and read at most 90d ago",
        "attestation by .github/workflows/sign.yml: the artifact or every model file signed for by .github/workflows/sign.yml, as https://slsa.dev/provenance/v1",
        "  signed on a runner that is github-hosted",
        "no freeze of production",
        "  not in fri 16:00-24:00 Europe/Berlin: nobody is on call",
        "  not in 2026-12-20 to 2027-01-06 UTC",
        "approvals, given after the decision was shown and the checks had succeeded",
      ]
    `);
  });

  it("says alternatives with blocks inside", () => {
    const block = { soak: "1h", all: [{ data: "A", card: "staging" }] };
    expect(draw({ any: [block, { metrics: ["candidate.auc > 0.5"] }] })).toEqual([
      "one of 2 alternatives",
      "  alternative 1",
      "    1h in staging",
      "    all of these",
      "      model card complete for staging",
      "      data of strength A: every input named by a digest of the content",
      "  alternative 2",
      "    metric conditions",
      "      candidate.auc > 0.5",
    ]);
  });
});

/** What people chose themselves in a part of the policy: names, conditions, times, reasons. */
function chosen(value: unknown, key = ""): readonly string[] {
  if (["not", "evidence", "on"].includes(key) || value === undefined) return [];
  if (Array.isArray(value)) return value.flatMap((one: unknown) => chosen(one, key));
  if (typeof value === "object" && value !== null) {
    return Object.entries(value).flatMap(([name, inside]) => chosen(inside, name));
  }
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return [{ owners: "the owners", required: "attestation by" }[text] ?? text];
}

it("leaves out nothing that a policy says of its stages, whatever it is", () => {
  for (let seed = 1; seed <= 200; seed++) {
    const policy: Policy = writtenPolicySchema.parse(randomPolicy(new Chance(seed)));
    const explained = explainPolicy(policy);
    for (const [at, { require, rollback }] of policy.stages.entries()) {
      const text = JSON.stringify(explained.stages[at]).replaceAll('\\"', '"');
      const missing = chosen({ require, rollback }).filter((word) => !text.includes(word));
      expect({ seed, missing }).toEqual({ seed, missing: [] });
    }
  }
});
