import { PedigreeError } from "../core/errors.ts";
import type { RunStore } from "../core/ports/run-store.ts";
import { chooseMetrics } from "../core/report/metric-choice.ts";
import { shortIdLength } from "../core/run/run-reference.ts";
import type { RunSummary } from "../core/run/run-summary.ts";
import { FINISHED_RUN_TERMS, searchRuns } from "../core/run/search-runs.ts";
import type { Filter, Order } from "../core/tracking/filter.ts";
import { parseFilter, parseOrder } from "../core/tracking/parse-filter.ts";

/** What somebody wants to see of the runs of a store. */
export interface RunsQuery {
  readonly experiment: string | undefined;
  readonly status: string | undefined;
  readonly filter: string | undefined;
  readonly order: readonly string[];
  readonly limit: number;
}

export interface ListedRuns {
  readonly runs: readonly RunSummary[];
  /** Whether there are more than the limit let through. */
  readonly more: boolean;
  /** How many the store holds. */
  readonly total: number;
  /** Names of the metrics that a table shows, in this order. */
  readonly metrics: readonly string[];
  /** So many digits tell every id of the store from the others. */
  readonly idLength: number;
  /** What cannot be read, one line each. */
  readonly notes: readonly string[];
}

/** Columns of metrics that fit beside the others on a terminal. */
const METRIC_COLUMNS = 5;
/** How a run that is kept can have ended. */
export const STATUSES: readonly string[] = ["finished", "failed", "cancelled"];

/** The runs of a store that pass. Raises FILTER_INVALID, and INPUT_INVALID for a status that there is not. */
export async function listRuns(store: RunStore, query: RunsQuery): Promise<ListedRuns> {
  const { experiment, status } = query;
  if (status !== undefined && !STATUSES.includes(status))
    throw new PedigreeError("INPUT_INVALID", "no run has such a status", {
      subject: "--status",
      expected: ["running", ...STATUSES].join(", "),
      found: JSON.stringify(status.slice(0, 60)),
    });
  const filter = parseFilter(query.filter ?? "", FINISHED_RUN_TERMS);
  const order = query.order.map((text) => parseOrder(text, FINISHED_RUN_TERMS));
  const { runs: all, notes } = await store.list();
  const own = all.filter(
    (run) =>
      (experiment === undefined || run.experiment === experiment) &&
      (status === undefined || run.status === status),
  );
  const search = { offset: 0, limit: query.limit, order, ...(filter === undefined ? {} : { filter }) };
  const { items, more } = searchRuns(own, search);
  const asked = [...order.flatMap(metricOfOrder), ...(filter === undefined ? [] : metricsOfFilter(filter))];
  return {
    runs: items,
    more,
    total: all.length,
    metrics: chooseMetrics(items, [...new Set(asked)], METRIC_COLUMNS),
    idLength: shortIdLength(all),
    notes,
  };
}

function metricOfOrder({ field }: Order): readonly string[] {
  return field.entity === "metric" ? [field.key] : [];
}

function metricsOfFilter(filter: Filter): readonly string[] {
  switch (filter.kind) {
    case "not":
      return metricsOfFilter(filter.part);
    case "condition":
      return filter.field.entity === "metric" ? [filter.field.key] : [];
    default:
      return filter.parts.flatMap(metricsOfFilter);
  }
}
