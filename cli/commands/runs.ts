import { PedigreeError } from "../../core/errors.ts";
import { formatNumber } from "../../core/report/numbers.ts";
import { durationText } from "../../core/report/time-text.ts";
import type { RunSummary } from "../../core/run/run-summary.ts";
import { secondsOf } from "../../core/run/search-runs.ts";
import { type ListedRuns, listRuns } from "../../usecases/list-runs.ts";
import type { Command } from "../command.ts";
import { STORE_OPTION } from "../local/options.ts";
import { formatAge } from "../local/units.ts";
import { asideOf, columns, counted } from "../text.ts";

const DEFAULT_LIMIT = 20;
const MAX_LIMIT = 100_000;

export const runsCommand: Command = {
  name: "runs",
  about: "list the runs that are kept on this machine, the newest first",
  positionals: [],
  options: [
    { name: "experiment", value: "NAME", about: "only runs of this experiment" },
    { name: "status", value: "STATUS", about: "only those that are finished, failed or cancelled" },
    {
      name: "filter",
      value: "FILTER",
      about: "conditions on metrics, params, tags, status, duration and others, joined by AND, OR and NOT",
    },
    { name: "order", value: "FIELD", about: "what to order by, e.g. 'metrics.auc desc'", many: true },
    { name: "limit", value: "N", about: `how many to show; ${DEFAULT_LIMIT} without it` },
    STORE_OPTION,
  ],
  examples: [
    "pedigree runs",
    `pedigree runs --filter "metrics.auc > 0.9 and params.lr = '0.1'" --order "metrics.auc desc" --limit 5`,
    "pedigree runs --experiment churn/train --status failed --json",
  ],
  run: async ({ values, lists, switches }, ports) => {
    const { store, root } = ports.openRuns(values.store, switches.has("json"));
    const { experiment, status, filter } = values;
    const limit = limitOf(values.limit);
    const listed = await listRuns(store, { experiment, status, filter, order: lists.order ?? [], limit });
    const { runs, more, notes } = listed;
    const text = describe(listed, { root, now: ports.terminal.now(), paint: ports.terminal.paint });
    return { json: { runs, more, notes }, text, aside: asideOf(notes), status: 0 };
  },
};

function limitOf(text: string | undefined): number {
  const limit = Number(text ?? DEFAULT_LIMIT);
  if (Number.isInteger(limit) && limit >= 1 && limit <= MAX_LIMIT) return limit;
  throw new PedigreeError("INPUT_INVALID", "not a number of runs", {
    subject: "--limit",
    expected: `1 to ${MAX_LIMIT}`,
    found: JSON.stringify(text?.slice(0, 60)),
  });
}

interface Surroundings {
  readonly root: string;
  readonly now: number;
  readonly paint: (tone: "green" | "red" | "dim" | "bold", text: string) => string;
}

function describe(listed: ListedRuns, { root, now, paint }: Surroundings): string {
  const { runs, more, total, metrics, idLength } = listed;
  if (total === 0) return `no runs yet in ${root}; pedigree run -- COMMAND records one`;
  if (runs.length === 0) return `none of ${counted(total, "run")} in ${root}`;
  const experiments = new Set(runs.map(({ experiment }) => experiment));
  const named = runs.some(({ name }) => name !== null);
  const titles = [
    "run",
    ...(named ? ["name"] : []),
    ...(experiments.size > 1 ? ["experiment"] : []),
    "age",
    "took",
    "status",
    ...metrics,
  ];
  const rows = runs.map((run) => [
    run.id.slice(0, idLength),
    ...(named ? [run.name ?? ""] : []),
    ...(experiments.size > 1 ? [run.experiment] : []),
    formatAge(now - Date.parse(run.startedAt)),
    durationText(secondsOf(run)),
    run.status,
    ...metrics.map((name) => lastOf(run, name)),
  ]);
  const [head = "", ...lines] = columns([titles, ...rows]);
  const painted = lines.map((line, at) => (runs[at]?.status === "finished" ? line : paint("red", line)));
  const rest = more
    ? ["", paint("dim", `more than these; --limit shows them, of ${counted(total, "run")} in all`)]
    : [];
  return [paint("bold", head), ...painted, ...rest].join("\n");
}

function lastOf({ metrics }: RunSummary, name: string): string {
  const summary = Object.hasOwn(metrics, name) ? metrics[name] : undefined;
  return summary === undefined ? "" : formatNumber(summary.last);
}
