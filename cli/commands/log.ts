import { PedigreeError } from "../../core/errors.ts";
import type { Batch } from "../../core/ports/tracking-store.ts";
import { parseLoggedWords, parseStep } from "../../core/run/logged-words.ts";
import type { Discovered } from "../../core/run/merge-sources.ts";
import { NOTHING_DISCOVERED } from "../../core/run/merge-sources.ts";
import { typedParam } from "../../core/tracking/to-sources.ts";
import { recordRun } from "../../usecases/record-run.ts";
import type { Arguments, Command, CommandResult } from "../command.ts";
import { keepAndTell } from "../local/kept-text.ts";
import { GATE_OPTION, STORE_OPTION } from "../local/options.ts";
import type { LocalRuns } from "../local/ports.ts";
import { requestOf } from "../local/request.ts";
import { counted } from "../text.ts";

export const logCommand: Command = {
  name: "log",
  about: "log metrics, parameters and tags from a shell, to the run that is going on or to a new one",
  positionals: [],
  options: [
    { name: "metric", value: "NAME=NUMBER", about: "a metric", many: true },
    { name: "step", value: "N", about: "the step of the metrics" },
    { name: "param", value: "NAME=VALUE", about: "a parameter, which has one value for ever", many: true },
    { name: "tag", value: "TAG", about: "a tag, e.g. big or team=vision", many: true },
    { name: "new", about: "a finished run of its own, with nothing but this" },
    { name: "experiment", value: "NAME", about: "the new run's experiment" },
    { name: "name", value: "NAME", about: "the new run's name" },
    GATE_OPTION,
    STORE_OPTION,
  ],
  examples: [
    "pedigree log --metric loss=0.3 --metric auc=0.91 --step 5",
    "pedigree log --param lr=0.1 --tag big",
    "pedigree log --new --experiment churn/manual --metric auc=0.91",
  ],
  run: async (args, ports) => {
    const { lists, values, switches } = args;
    const { metric: metrics = [], param: params = [], tag: tags = [] } = lists;
    const batch = parseLoggedWords({ metrics, params, tags, step: values.step }, ports.terminal.now());
    const count = metrics.length + params.length + tags.length;
    if (count === 0)
      throw new PedigreeError("INPUT_INVALID", "there is nothing to log", {
        subject: "pedigree log",
        expected: "--metric, --param or --tag",
        found: "nothing",
      });
    const runs = ports.openRuns(values.store, switches.has("json"));
    if (switches.has("new")) return await logNew(args, batch, runs);
    refuseNewOnly(args);
    const run = await runs.log(batch);
    return { json: { run, logged: count }, text: `logged ${counted(count, "value")} to ${run}`, status: 0 };
  },
};

/** What is said of a new run has no meaning for one that goes on. */
function refuseNewOnly({ values }: Arguments): void {
  const found = ["experiment", "name", "gate"].filter((name) => values[name] !== undefined);
  if (found.length === 0) return;
  throw new PedigreeError("INPUT_INVALID", "this is said of a new run", {
    subject: "pedigree log",
    expected: "--new beside it",
    found: found.map((name) => `--${name}`).join(" "),
  });
}

async function logNew({ values, lists }: Arguments, batch: Batch, runs: LocalRuns): Promise<CommandResult> {
  const told = ["experiment", "name", "gate"].flatMap((option) => {
    const value = values[option];
    return value === undefined ? [] : [[option, value] as const];
  });
  const asked = { values: Object.fromEntries(told), lists: { tag: [...(lists.tag ?? [])] } };
  const request = await requestOf(asked, runs, { line: null, words: ["log"], status: "finished" });
  const value = discoveredOf(batch, parseStep(values.step) !== undefined);
  const discovery = { find: () => Promise.resolve({ value, warnings: [] }) };
  const recorded = await recordRun({ ...runs.telling, discovery }, request);
  return await keepAndTell(runs, recorded, request);
}

/** Without a step a value is the run's final one, and no point of a curve. */
function discoveredOf({ points, params }: Batch, hasStep: boolean): Discovered {
  return {
    ...NOTHING_DISCOVERED,
    measurements: points.map(({ key, step, time, value }) => ({
      metric: key,
      step: hasStep ? step : null,
      time,
      value,
    })),
    params: new Map(params.map(({ key, value }) => [key, typedParam(value)])),
  };
}
