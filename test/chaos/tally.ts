import { cpus, totalmem } from "node:os";
import type { Outcome } from "./play.ts";

export interface Failure {
  readonly seed: number;
  readonly violations: readonly string[];
}

/** What a campaign came to. */
export interface Tally {
  readonly runs: number;
  readonly requests: number;
  readonly webhooks: number;
  readonly kills: number;
  readonly landings: number;
  readonly decisions: number;
  readonly refused: number;
  readonly cpuSeconds: number;
  readonly faults: Readonly<Record<string, number>>;
  readonly actions: Readonly<Record<string, number>>;
  readonly failures: readonly Failure[];
}

export const EMPTY: Tally = {
  runs: 0,
  requests: 0,
  webhooks: 0,
  kills: 0,
  landings: 0,
  decisions: 0,
  refused: 0,
  cpuSeconds: 0,
  faults: {},
  actions: {},
  failures: [],
};

/** One more run. */
export function count(tally: Tally, seed: number, outcome: Outcome & { readonly cpuSeconds: number }): Tally {
  const { violations } = outcome;
  return {
    runs: tally.runs + 1,
    requests: tally.requests + outcome.requests,
    webhooks: tally.webhooks + outcome.webhooks,
    kills: tally.kills + outcome.kills,
    landings: tally.landings + outcome.landings,
    decisions: tally.decisions + outcome.decisions,
    refused: tally.refused + outcome.refused,
    cpuSeconds: tally.cpuSeconds + outcome.cpuSeconds,
    faults: sum(tally.faults, outcome.faults),
    actions: sum(tally.actions, outcome.actions),
    failures: violations.length === 0 ? tally.failures : [...tally.failures, { seed, violations }],
  };
}

function sum(
  a: Readonly<Record<string, number>>,
  b: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> {
  const total = { ...a };
  for (const [name, value] of Object.entries(b)) total[name] = (total[name] ?? 0) + value;
  return total;
}

export interface Report extends Tally {
  readonly date: string;
  readonly machine: string;
  readonly seed: number;
  readonly minutes: number;
}

/** A figure says where and when it was measured. */
export function thisMachine(): { readonly date: string; readonly machine: string } {
  const [cpu] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return {
    date: new Date().toISOString().slice(0, 10),
    machine: `${cpus().length} × ${cpu?.model.trim() ?? "unknown CPU"}, ${memory} GiB, Node ${process.versions.node}`,
  };
}

export function reportOf(tally: Tally, { seed, minutes }: { seed: number; minutes: number }): Report {
  return {
    ...thisMachine(),
    seed,
    minutes: Math.round(minutes * 10) / 10,
    ...tally,
  };
}

/** The report as lines of text. */
export function formatReport(report: Report): string {
  const { runs, minutes, cpuSeconds, failures } = report;
  const perRun = runs === 0 ? 0 : cpuSeconds / runs;
  const list = (counts: Readonly<Record<string, number>>) =>
    Object.entries(counts)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => `  ${name.padEnd(24)} ${value}`);
  return [
    `${report.machine}, ${report.date}`,
    `runs                       ${runs} from seed ${report.seed}, ${minutes} min, ${perRun.toFixed(2)} s CPU a run`,
    `requests of the App        ${report.requests}`,
    `webhooks                   ${report.webhooks}`,
    `kills                      ${report.kills}`,
    `checks written             ${report.decisions}`,
    `landings                   ${report.landings}`,
    `requests refused           ${report.refused}`,
    "faults",
    ...list(report.faults),
    "actions",
    ...list(report.actions),
    `runs with a broken promise ${failures.length}`,
    ...failures.map(({ seed, violations }) => `  seed ${seed}: ${violations[0] ?? ""}`),
  ].join("\n");
}
