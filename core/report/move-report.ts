import type { Decision } from "../policy/decision.ts";
import type { Facts } from "../policy/facts.ts";
import { isHardwareMetric } from "../run/hardware.ts";
import { decodeMetric, type MetricValue } from "../run/metric.ts";
import { type DecisionReport, decisionReport } from "./decision-report.ts";

/** One metric of the candidate beside the present holder's. Null where it was not recorded. */
export interface MetricRow {
  readonly name: string;
  readonly candidate: number | null;
  readonly holder: number | null;
  /** Candidate minus holder, null unless both are finite. */
  readonly change: number | null;
}

/** The body of a move's pull request: the evidence that its reviewers look at. Rendered from facts, never read back. */
export interface MoveReport {
  readonly model: string;
  readonly version: number;
  readonly from: string | null;
  readonly to: string;
  /** Whether it goes back to a former holder. */
  readonly rollback: boolean;
  readonly requester: string | null;
  readonly versionPull: number;
  readonly holder: number | null;
  readonly metrics: readonly MetricRow[];
  readonly moreMetrics: number | null;
  readonly metricsUnknown: string | null;
  readonly card: CardPart;
  readonly decision: DecisionReport;
}

interface CardPart {
  readonly unknown: string | null;
  readonly complete: number;
  readonly total: number;
  readonly gaps: readonly { readonly key: string; readonly status: string; readonly line: number | null }[];
}

/** A reviewer reads a table of this length; the rest is in run.json. */
const MAX_METRICS = 40;
const MAX_GAPS = 30;

export function moveReport(facts: Facts, decision: Decision, versionPull: number): MoveReport {
  const candidate = facts.candidate.known ? facts.candidate.value.metrics : {};
  const holder = facts.holder.known ? facts.holder.value : null;
  const rows = metricRows(candidate, holder?.metrics ?? {});
  return {
    model: facts.move.model,
    version: facts.move.version,
    from: facts.move.from,
    to: facts.move.to,
    rollback: facts.move.kind === "rollback",
    requester: facts.requester?.login ?? null,
    versionPull,
    holder: holder?.version ?? null,
    metrics: rows.slice(0, MAX_METRICS),
    moreMetrics: rows.length > MAX_METRICS ? rows.length - MAX_METRICS : null,
    metricsUnknown: facts.candidate.known ? null : facts.candidate.reason,
    card: cardPart(facts.card),
    decision: decisionReport(decision),
  };
}

/**
 * Rows of both sides' metrics by name; a metric that only one side has is shown with a gap. What was measured of the machine
 * is none of them.
 */
export function metricRows(
  candidate: Readonly<Record<string, MetricValue>>,
  holder: Readonly<Record<string, MetricValue>>,
): readonly MetricRow[] {
  const names = [...new Set([...Object.keys(candidate), ...Object.keys(holder)])].filter(
    (name) => !isHardwareMetric(name),
  );
  return names.sort().map((name) => {
    const mine = metricOf(candidate, name);
    const theirs = metricOf(holder, name);
    const change = mine === null || theirs === null ? null : mine - theirs;
    return { name, candidate: mine, holder: theirs, change: Number.isFinite(change) ? change : null };
  });
}

function metricOf(metrics: Readonly<Record<string, MetricValue>>, name: string): number | null {
  const value = Object.hasOwn(metrics, name) ? metrics[name] : undefined;
  return value === undefined ? null : decodeMetric(value);
}

function cardPart(card: Facts["card"]): CardPart {
  if (!card.known) return { unknown: card.reason, complete: 0, total: 0, gaps: [] };
  const { sections } = card.value;
  const gaps = sections.filter(({ status }) => status !== "complete");
  return {
    unknown: null,
    complete: sections.length - gaps.length,
    total: sections.length,
    gaps: gaps.slice(0, MAX_GAPS).map(({ key, status, line }) => ({ key, status, line })),
  };
}
