import { isGated } from "../../core/compare/gate.ts";
import { describeError, PedigreeError } from "../../core/errors.ts";
import type { StopRule } from "../../core/live/stop-rule.ts";
import type { CommandResult as Ended } from "../../core/ports/recording.ts";
import type { RunRequest } from "../../core/run/assemble.ts";
import { quoteWords } from "../../core/run/command-line.ts";
import { exitCodeOf } from "../../core/run/exit-code.ts";
import { type RecordedRun, type RecordPorts, recordRun } from "../../usecases/record-run.ts";
import { rememberCommand } from "../../usecases/remember-command.ts";
import { describeTrouble } from "../../usecases/warnings.ts";
import { loadStopRule, stopLine, watchedTraining } from "../../usecases/watch-command.ts";
import { watchRun } from "../../usecases/watch-run.ts";
import type { Arguments, CliPorts, Command } from "../command.ts";
import { keepAndTell } from "../local/kept-text.ts";
import { RECORD_OPTIONS, STORE_OPTION } from "../local/options.ts";
import type { LocalRuns, Program } from "../local/ports.ts";
import { askedOf, requestOf } from "../local/request.ts";
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
    {
      name: "stop-when",
      value: "RULE",
      about: "end the command early when this is true, e.g. 'val_loss > 2 * best.val_loss'; it is no failure",
    },
    STORE_OPTION,
  ],
  rest: { name: "COMMAND…", about: "the program and its arguments, run as they are, without a shell" },
  examples: [
    "pedigree run -- python train.py --lr 0.1",
    "pedigree run --experiment churn --tag big --model model/ -- python train.py",
    "pedigree run --gate auc,loss -- python train.py",
    "pedigree run --stop-when 'since_best.val_loss >= 10' -- python train.py",
    "pedigree run --shell 'python train.py | tee out.txt'",
  ],
  run: async (args, ports) => {
    const program = programOf(args);
    const runs = ports.openRuns(args.values.store, args.switches.has("json"));
    const refusal = runs.refusalOf(program);
    if (refusal !== null) {
      const { error, status } = refusal;
      return { json: undefined, text: "", aside: asideOf([describeError(error)]), status };
    }
    const asked = askedOf(args, runs);
    const words = program.kind === "words" ? program.words : program.line.split(/\s+/);
    const line = program.kind === "words" ? quoteWords(program.words) : program.line;
    const request = await requestOf(asked, runs, { line, words, status: "finished" });
    const rule = await loadStopRule(args.values["stop-when"] ?? null, request);
    const { experiment, redact, source } = request;
    const begun = { asked, line: redact(line), experiment, branch: source.branch };
    const recording = runs.recording(program, begun);
    const commands = rememberCommand(recording.commands);
    const watched = { ...recording, commands };
    const parts = rule === null ? watched : stoppable({ recording: watched, rule, request, runs, ports });
    let recorded: RecordedRun | null = null;
    try {
      recorded = await recordRun(parts, request);
      ports.terminal.progress("");
      const told = await keepAndTell(runs, recorded, request);
      const own = recorded.run.stopped === undefined ? statusOf(recorded.command) : 0;
      return { ...told, status: own === 0 ? told.status : own };
    } catch (error) {
      // A training that succeeded must not look as if it had not.
      const ended = commands.result();
      if (ended === null) throw error;
      const trouble = describeTrouble("record", error);
      const own = statusOf(ended);
      // A gate that could not be judged is shut.
      const status = own === 0 && isGated(request.gate) ? 1 : own;
      return { json: null, text: "", aside: asideOf([trouble, leftOf(recorded)]), status };
    }
  },
};

function leftOf(recorded: RecordedRun | null): string {
  if (recorded === null) return "nothing of this run was kept";
  return `the record of run ${recorded.run.id} is in ${recorded.folder}, and not in the store`;
}

interface Stoppable {
  readonly recording: RecordPorts;
  readonly rule: StopRule;
  readonly request: RunRequest;
  readonly runs: LocalRuns;
  readonly ports: CliPorts;
}

/** A recording whose command a rule may end, as the Action's `stop-when` does. */
function stoppable({ recording, rule, request, runs, ports }: Stoppable): RecordPorts {
  const { note } = ports.terminal;
  const training = watchedTraining(
    recording,
    async (start, stop) =>
      watchRun(runs.watching(start, request, recording.ids.next()), {
        rule,
        experiment: request.experiment,
        leg: null,
        name: request.name,
        page: null,
        goals: request.config.metrics,
        startedAt: Date.parse(start.startedAt),
        onStop: (stopped) => {
          note(asideOf([stopLine(stopped)]));
          stop(stopped);
        },
      }),
    (error) => note(asideOf([describeTrouble("stop-when", error)])),
  );
  return { ...recording, ...training.parts };
}

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

function statusOf(command: Ended | null): number {
  return command === null ? 0 : exitCodeOf(command);
}
