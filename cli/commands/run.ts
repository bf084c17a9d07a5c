import { PedigreeError } from "../../core/errors.ts";
import type { CommandRunner, CommandResult as Ended } from "../../core/ports/recording.ts";
import { countVerdicts } from "../../core/report/comparison-table.ts";
import { headline } from "../../core/report/headline.ts";
import type { RunRequest } from "../../core/run/assemble.ts";
import { quoteWords } from "../../core/run/command-line.ts";
import { exitCodeOf } from "../../core/run/exit-code.ts";
import { createRedactor } from "../../core/run/redact.ts";
import { compareKept } from "../../usecases/compare-kept.ts";
import { type RecordedRun, recordRun } from "../../usecases/record-run.ts";
import type { Arguments, Command, CommandResult } from "../command.ts";
import { RECORD_OPTIONS, STORE_OPTION } from "../local/options.ts";
import type { LocalRuns, Program } from "../local/ports.ts";
import { formatSeconds } from "../local/units.ts";
import { asideOf } from "../text.ts";

export const runCommand: Command = {
  name: "run",
  about: "run a training and keep its record on this machine",
  positionals: [],
  options: [
    ...RECORD_OPTIONS,
    {
      name: "shell",
      value: "LINE",
      about: "run this line by a shell (bash -eo pipefail) in place of COMMAND",
    },
    STORE_OPTION,
  ],
  rest: { name: "COMMAND…", about: "the program and its arguments, run as they are, without a shell" },
  examples: [
    "pedigree run -- python train.py --lr 0.1",
    "pedigree run --experiment churn --tag big --model model/ -- python train.py",
    "pedigree run --shell 'python train.py | tee out.txt'",
  ],
  run: async (args, ports) => {
    const program = programOf(args);
    const runs = ports.openRuns(args.values.store, args.switches.has("json"));
    const request = await requestOf(args, runs, program);
    const recording = runs.recording(program);
    const commands = remember(recording.commands);
    try {
      const recorded = await recordRun({ ...recording, commands }, request);
      const folder = await runs.keep(recorded);
      return await tell(runs, { recorded, folder, request });
    } catch (error) {
      // A training that succeeded must not look as if it had not.
      const ended = commands.result();
      if (ended === null || !(error instanceof PedigreeError)) throw error;
      return { json: null, text: "", aside: asideOf([error.message]), status: exitCodeOf(ended) };
    }
  },
};

function programOf({ rest, values }: Arguments): Program {
  const [first, ...others] = rest;
  if (values.shell !== undefined && first === undefined) return { kind: "shell", line: values.shell };
  if (first !== undefined && values.shell === undefined) return { kind: "words", words: [first, ...others] };
  throw new PedigreeError("INPUT_INVALID", "it is not clear what to run", {
    subject: "pedigree run",
    expected: "either -- and a command, or --shell and a line",
    found: first === undefined ? "neither" : "both",
    remedy: "for example: pedigree run -- python train.py",
  });
}

async function requestOf(
  { values, lists }: Arguments,
  runs: LocalRuns,
  program: Program,
): Promise<RunRequest> {
  const words = program.kind === "words" ? program.words : program.line.split(/\s+/);
  const [config, context] = await Promise.all([runs.config(values.config), runs.context(words)]);
  const patterns = (name: string) => {
    const given = lists[name] ?? [];
    return given.length === 0 ? [] : [...given, ...runs.leftOut];
  };
  return {
    experiment: (values.experiment ?? context.experiment).slice(0, 200),
    name: values.name ?? null,
    notes: values.notes ?? null,
    tags: lists.tag ?? [],
    command: program.kind === "words" ? quoteWords(program.words) : program.line,
    metrics: patterns("metrics"),
    params: patterns("params"),
    data: patterns("data"),
    artifacts: patterns("artifacts"),
    model: patterns("model"),
    config,
    registration: null,
    trigger: context.trigger,
    source: context.source,
    jobStatus: "finished",
    redact: createRedactor(runs.secrets),
    warnings: [],
  };
}

interface Done {
  readonly recorded: RecordedRun;
  readonly folder: string;
  readonly request: RunRequest;
}

async function tell(runs: LocalRuns, { recorded, folder, request }: Done): Promise<CommandResult> {
  const { run, command } = recorded;
  const { defaultBranch } = await runs.context([]);
  const report = await compareKept(runs.store, {
    run,
    reference: null,
    defaultBranch,
    config: request.config,
  });
  const { baseline, comparison } = report;
  const against = baseline?.found === true ? baseline.run : null;
  const standing = [
    headline(run, comparison, "the baseline").text,
    ...(against === null ? [] : [`${against.id}: ${countVerdicts(comparison.metrics)}`]),
  ].join(" ");
  const line = `run ${run.id} ${run.status} after ${formatSeconds(run.resources.wallSeconds ?? 0)}. ${standing}`;
  return {
    json: { run, folder, verdict: comparison.verdict, baseline: against?.id ?? null },
    text: "",
    aside: asideOf([...run.warnings, line]),
    status: command === null ? 0 : exitCodeOf(command),
  };
}

/** Keeps how the command ended, so that its status counts even where the record could not be written. */
function remember(runner: CommandRunner): CommandRunner & { result(): Ended | null } {
  let result: Ended | null = null;
  return {
    run: async (line, output) => {
      const ended = await runner.run(line, output);
      result = ended.value;
      return ended;
    },
    result: () => result,
  };
}
