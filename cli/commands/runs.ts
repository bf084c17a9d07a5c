import { setTimeout as delay } from "node:timers/promises";
import { PedigreeError } from "../../core/errors.ts";
import type { LiveRun } from "../../core/run/live-run.ts";
import { listRuns, STATUSES } from "../../usecases/list-runs.ts";
import { lookAtRunning, type RunningRun, runningRun } from "../../usecases/look-at-running.ts";
import type { Command } from "../command.ts";
import { STORE_OPTION } from "../local/options.ts";
import type { LocalRuns } from "../local/ports.ts";
import { runsText } from "../local/runs-text.ts";
import { asideOf } from "../text.ts";

const DEFAULT_LIMIT = 20;
const MAX_LIMIT = 100_000;
/** How far a run has come is read from its files; a list must not wait long for that. */
const LOOK_MS = 3_000;

export const runsCommand: Command = {
  name: "runs",
  about: "list the runs of this machine, those that go on and those that are kept, the newest first",
  positionals: [],
  options: [
    { name: "experiment", value: "NAME", about: "only runs of this experiment" },
    {
      name: "status",
      value: "STATUS",
      about: "only those that are running, finished, failed or cancelled",
      choices: ["running", ...STATUSES],
    },
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
    const local = ports.openRuns(values.store, switches.has("json"));
    const { experiment, status, filter } = values;
    const { order = [] } = lists;
    const limit = limitOf(values.limit);
    const isSearch = filter !== undefined || order.length > 0;
    if (status === "running" && isSearch) throw noSearch();
    const onlyRunning = status === "running";
    const running =
      isSearch || (status !== undefined && !onlyRunning) ? NOTHING : await look(local, experiment);
    const asked = { experiment, filter, order, status: onlyRunning ? undefined : status };
    const listed = await listRuns(local.store, { ...asked, limit });
    const shown = onlyRunning ? { ...listed, runs: [], more: false } : listed;
    const notes = [...running.notes, ...listed.notes];
    const { root } = local;
    const { now, paint } = ports.terminal;
    const text = runsText({ ...shown, running: running.runs }, { root, now: now(), paint });
    const json = { running: running.runs, runs: shown.runs, more: shown.more, notes };
    return { json, text, aside: asideOf(notes), status: 0 };
  },
};

interface Running {
  readonly runs: readonly RunningRun[];
  readonly notes: readonly string[];
}

const NOTHING: Running = { runs: [], notes: [] };

/** Runs that go on, and word of those that were left by whoever recorded them. */
async function look(local: LocalRuns, experiment: string | undefined): Promise<Running> {
  const begun = (await local.live()).filter(
    (run) => experiment === undefined || run.experiment === experiment,
  );
  const told = await Promise.all(
    begun.map(async (run) => ({ run, isRecording: (await local.presenceOf(run)) !== "gone" })),
  );
  const running = told.filter(({ isRecording }) => isRecording).map(({ run }) => run);
  const left = told.filter(({ isRecording }) => !isRecording).map(({ run }) => run);
  return {
    runs: await Promise.all(running.map((run) => lookAt(run, local))),
    notes: left.map(
      ({ id }) =>
        `run ${id}: whoever recorded it was killed; pedigree record --stop ${id} keeps what is left`,
    ),
  };
}

async function lookAt(live: LiveRun, local: LocalRuns): Promise<RunningRun> {
  const read = async () => await lookAtRunning(live, await local.places(live), local.telling.clock);
  // It may end at any moment, and its folder goes away then.
  const found = await Promise.race([read().catch(() => null), delay(LOOK_MS, null, { ref: false })]);
  return found ?? runningRun(live);
}

function noSearch(): PedigreeError {
  return new PedigreeError("INPUT_INVALID", "runs that go on cannot be searched", {
    subject: "--status running",
    expected: "neither --filter nor --order beside it",
    found: "one of them",
  });
}

function limitOf(text: string | undefined): number {
  const limit = Number(text ?? DEFAULT_LIMIT);
  if (Number.isInteger(limit) && limit >= 1 && limit <= MAX_LIMIT) return limit;
  throw new PedigreeError("INPUT_INVALID", "not a number of runs", {
    subject: "--limit",
    expected: `1 to ${MAX_LIMIT}`,
    found: JSON.stringify(text?.slice(0, 60)),
  });
}
