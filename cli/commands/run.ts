import { PedigreeError } from "../../core/errors.ts";
import type { CommandResult as Ended } from "../../core/ports/recording.ts";
import { quoteWords } from "../../core/run/command-line.ts";
import { exitCodeOf } from "../../core/run/exit-code.ts";
import { recordRun } from "../../usecases/record-run.ts";
import { rememberCommand } from "../../usecases/remember-command.ts";
import { describeTrouble } from "../../usecases/warnings.ts";
import type { Arguments, Command } from "../command.ts";
import { keepAndTell } from "../local/kept-text.ts";
import { RECORD_OPTIONS, STORE_OPTION } from "../local/options.ts";
import type { Program } from "../local/ports.ts";
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
    const asked = askedOf(args, runs);
    const words = program.kind === "words" ? program.words : program.line.split(/\s+/);
    const line = program.kind === "words" ? quoteWords(program.words) : program.line;
    const request = await requestOf(asked, runs, { line, words, status: "finished" });
    const recording = runs.recording(program, { asked, line: request.redact(line) });
    const commands = rememberCommand(recording.commands);
    try {
      const recorded = await recordRun({ ...recording, commands }, request);
      ports.terminal.progress("");
      const told = await keepAndTell(runs, recorded, request.config);
      return { ...told, status: statusOf(recorded.command) };
    } catch (error) {
      // A training that succeeded must not look as if it had not.
      const ended = commands.result();
      if (ended === null) throw error;
      const trouble = describeTrouble("record", error);
      return { json: null, text: "", aside: asideOf([trouble]), status: statusOf(ended) };
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

function statusOf(command: Ended | null): number {
  return command === null ? 0 : exitCodeOf(command);
}
