import { formatNumber } from "../../core/report/numbers.ts";
import { progressText } from "../../core/report/progress-text.ts";
import { durationText, roughText } from "../../core/report/time-text.ts";
import type { MetricValue } from "../../core/run/metric.ts";
import { shortIdLength } from "../../core/run/run-reference.ts";
import type { RunSummary } from "../../core/run/run-summary.ts";
import { secondsOf } from "../../core/run/search-runs.ts";
import type { ListedRuns } from "../../usecases/list-runs.ts";
import type { RunningRun } from "../../usecases/look-at-running.ts";
import type { Terminal } from "../terminal.ts";
import { columns, counted } from "../text.ts";
import { formatAge } from "./units.ts";

export interface ShownRuns extends ListedRuns {
  /** Those that go on. */
  readonly running: readonly RunningRun[];
}

export interface Surroundings {
  readonly root: string;
  readonly now: number;
  readonly paint: Terminal["paint"];
}

/** A list of runs for a terminal; those that go on stand first. */
export function runsText(shown: ShownRuns, { root, now, paint }: Surroundings): string {
  const { runs, running, more, total } = shown;
  const rows = [...running.map((run) => rowOfRunning(run, now)), ...runs.map((run) => rowOf(run, now))];
  if (rows.length === 0 && total === 0) return `no runs yet in ${root}; pedigree run -- COMMAND records one`;
  if (rows.length === 0) return `none of ${counted(total, "run")} in ${root}`;
  const experiments = new Set(rows.map(({ experiment }) => experiment));
  const named = rows.some(({ name }) => name !== null);
  const metrics = metricsOf(shown);
  const digits = Math.max(shown.idLength, shortIdLength([...running, ...runs]));
  const cellsOf = ({ id, name, experiment, facts, last }: Row) => [
    id.slice(0, digits),
    ...(named ? [name ?? ""] : []),
    ...(experiments.size > 1 ? [experiment ?? ""] : []),
    ...facts,
    ...metrics.map(last),
  ];
  const titles = [
    "run",
    ...(named ? ["name"] : []),
    ...(experiments.size > 1 ? ["experiment"] : []),
    "age",
    "took",
    "status",
    ...metrics,
  ];
  const [head = "", ...lines] = columns([titles, ...rows.map(cellsOf)]);
  const painted = lines.map((line, at) => (rows[at]?.isGood === true ? line : paint("red", line)));
  const rest = more
    ? ["", paint("dim", `more than these; --limit shows them, of ${counted(total, "run")} in all`)]
    : [];
  return [paint("bold", head), ...painted, ...rest].join("\n");
}

interface Row extends Pick<RunningRun, "id" | "name" | "experiment"> {
  readonly facts: readonly string[];
  /** The newest value of a metric. */
  readonly last: (metric: string) => string;
  readonly isGood: boolean;
}

function rowOf(run: RunSummary, now: number): Row {
  const { id, name, experiment, metrics, startedAt, status } = run;
  const age = formatAge(now - Date.parse(startedAt));
  return {
    id,
    name,
    experiment,
    facts: [age, durationText(secondsOf(run)), status],
    last: (metric) => shownIn(metrics, metric, ({ last }) => last),
    isGood: status === "finished",
  };
}

function rowOfRunning(
  { id, name, experiment, metrics, startedAt, progress, secondsLeft }: RunningRun,
  now: number,
): Row {
  const took = now - Date.parse(startedAt);
  const far = progress === null ? [] : [progressText({ ...progress, pace: null })];
  const left = secondsLeft === null ? [] : [`about ${roughText(secondsLeft)} left`];
  return {
    id,
    name,
    experiment,
    facts: [formatAge(took), durationText(took / 1000), ["running", ...far, ...left].join(", ")],
    last: (metric) => shownIn(metrics, metric, (value) => value),
    isGood: true,
  };
}

function shownIn<T>(
  values: Readonly<Record<string, T>>,
  name: string,
  last: (value: T) => MetricValue,
): string {
  const value = Object.hasOwn(values, name) ? values[name] : undefined;
  return value === undefined ? "" : formatNumber(last(value));
}

/** Columns that fit beside the others on a terminal. */
const METRIC_COLUMNS = 5;

/** Those of the runs that are kept; without any, those of the runs that go on. */
function metricsOf({ runs, running, metrics }: ShownRuns): readonly string[] {
  if (runs.length > 0) return metrics;
  const names = new Set(running.flatMap((run) => Object.keys(run.metrics)));
  return [...names].sort().slice(0, METRIC_COLUMNS);
}
