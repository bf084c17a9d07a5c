import { loadavg } from "node:os";
import { CARD_SECTIONS } from "../core/card/sections.ts";
import { decide } from "../core/policy/decide.ts";
import type { Facts } from "../core/policy/facts.ts";
import type { Policy, WrittenPolicy } from "../core/policy/policy.ts";
import { facts, HEAD, person, policy, review } from "../test/support/facts.ts";
import { type BenchRow, percentile } from "./report.ts";

/** Rounds of a tenth of a second each; the median of them counts. */
const ROUNDS = 9;
const ROUND_MS = 100;

const LEADS = [{ team: "acme/ml-leads" }];
const TYPICAL: WrittenPolicy["stages"][number]["require"] = {
  approvals: { count: 2, from: LEADS },
  checks: [{ name: "validate", app: "github-actions" }],
  card: "production",
  metrics: ["candidate.auc >= holder.auc - 0.005", "candidate.latency <= 50"],
  data: "A",
  soak: "24h",
};

const SIZES: readonly (readonly [string, Policy])[] = [
  ["small: one approval", policy({ approvals: { from: LEADS } })],
  ["typical: six kinds", policy(TYPICAL)],
  [
    "large: ten alternatives of twenty conditions, five patterns",
    policy(
      {
        ...TYPICAL,
        any: Array.from({ length: 10 }, (_, block) => ({
          ...TYPICAL,
          metrics: Array.from({ length: 20 }, (_none, at) => `candidate.auc > ${block + at} / 1000`),
        })),
      },
      {
        models: Object.fromEntries(
          ["*", "c*", "ch*", "*n", "churn"].map((pattern) => [
            pattern,
            { stages: { production: { require: TYPICAL } } },
          ]),
        ),
      },
    ),
  ],
];

/** Facts under which everything passes, so that nothing ends early. */
function everythingPasses(): Facts {
  const people = Array.from({ length: 20 }, (_, at) => person(100 + at));
  const check = { id: 1, name: "validate", app: "github-actions", appId: 15368, status: "completed" };
  const sections = CARD_SECTIONS.map(({ key }) => ({ key, status: "complete", words: 50, line: 1 }));
  return facts({
    reviews: { known: true, value: people.map((user) => review({ user })) },
    memberships: people.map(({ id }) => ({ team: "acme/ml-leads", userId: id, state: "active" })),
    checks: {
      known: true,
      value: [{ ...check, conclusion: "success", commit: HEAD, startedAt: "2026-01-02T10:00:00Z" }],
    },
    card: { known: true, value: { digest: "d".repeat(64), frontMatter: [], sections } },
    candidate: { known: true, value: { version: 2, metrics: { auc: 0.92, latency: 20 } } },
    data: { known: true, value: [{ name: "data", scheme: "sha256", role: "training", strength: "A" }] },
    since: "2025-12-01T00:00:00Z",
  });
}

/** The decision alone, with both digests: no request, no file. */
export function benchDecide(): readonly BenchRow[] {
  const given = everythingPasses();
  return SIZES.map(([name, rules]) => {
    if (!decide(rules, given).allowed)
      throw new Error(`${name}: not allowed, so not all of it was evaluated`);
    const rates = Array.from({ length: ROUNDS }, () => decisionsPerSecond(rules, given));
    return {
      name: `decide, ${name}`,
      value: Math.round(percentile(rates, 0.5)),
      unit: "decisions/s",
      note: `median of ${ROUNDS}, load ${(loadavg()[0] ?? 0).toFixed(1)}`,
    };
  });
}

function decisionsPerSecond(rules: Policy, given: Facts): number {
  const begun = performance.now();
  let done = 0;
  for (; performance.now() - begun < ROUND_MS; done += 1) decide(rules, given);
  return (1000 * done) / (performance.now() - begun);
}

if (import.meta.main) console.table(benchDecide());
