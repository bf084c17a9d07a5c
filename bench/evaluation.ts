import { loadavg } from "node:os";
import { startAppWorld } from "../test/support/running-app.ts";
import { createTrainingRepository, train } from "../test/support/training.ts";
import { type BenchRow, percentile } from "./report.ts";

const REGISTRY = { owner: "acme", repo: "registry" };

/** Comments whose evaluations are timed. */
const TIMED = 20;

/**
 * Requests to GitHub that the App makes to judge a promotion again: when nothing changed, and when an approval came. And how
 * long that takes from the webhook to the end of the work, where GitHub answers at once: the rest is waiting. The real App on the sandbox, woken by real webhooks.
 */
export async function benchEvaluation(): Promise<readonly BenchRow[]> {
  const world = await startAppWorld();
  try {
    const { github } = world;
    const churn = await createTrainingRepository(github);
    await train(github, churn, { metrics: { auc: 0.9 } });
    await world.settle();
    const alice = github.as("alice").rest;
    await alice.issues.createComment({ ...REGISTRY, issue_number: 1, body: "/promote production" });
    await world.settle();
    const { data: pulls } = await alice.pulls.list({ ...REGISTRY, state: "open" });
    const number = pulls[0]?.number ?? 0;
    const review = async (login: string, event: "APPROVE" | "COMMENT") => {
      world.requests.length = 0;
      await github
        .as(login)
        .rest.pulls.createReview({ ...REGISTRY, pull_number: number, event, body: "seen" });
      await world.settle();
      const reads = world.requests.filter((request) => request.startsWith("GET ")).length;
      return { reads, writes: world.requests.length - reads };
    };
    await review("bob", "COMMENT");
    const unchanged = await review("bob", "COMMENT");
    const times: number[] = [];
    for (let at = 0; at < TIMED; at += 1) {
      const begun = performance.now();
      await review("bob", "COMMENT");
      times.push(performance.now() - begun);
    }
    const approved = await review("bob", "APPROVE");
    return [...requestRows({ unchanged, approved }), timeRow(times)];
  } finally {
    await world.close();
  }
}

interface Requests {
  readonly reads: number;
  readonly writes: number;
}

function requestRows({
  unchanged,
  approved,
}: Readonly<Record<"unchanged" | "approved", Requests>>): readonly BenchRow[] {
  return [
    {
      name: "evaluation, nothing changed: reads",
      value: unchanged.reads,
      unit: "requests",
      target: { atMost: 8 },
    },
    {
      name: "evaluation, nothing changed: writes",
      value: unchanged.writes,
      unit: "requests",
      target: { atMost: 0 },
    },
    {
      name: "evaluation after an approval: reads",
      value: approved.reads,
      unit: "requests",
      target: { atMost: 8 },
    },
    { name: "evaluation after an approval: writes", value: approved.writes, unit: "requests" },
  ];
}

function timeRow(times: readonly number[]): BenchRow {
  return {
    name: "review to end of evaluation, nothing changed",
    value: percentile(times, 0.5),
    unit: "ms",
    note: `median of ${TIMED} against the sandbox, load ${(loadavg()[0] ?? 0).toFixed(1)}`,
  };
}

if (import.meta.main) console.table(await benchEvaluation());
