import { PedigreeError } from "../../core/errors.ts";
import type { RunRequest } from "../../core/run/assemble.ts";
import { commandWords, quoteWords } from "../../core/run/command-line.ts";
import type { Asked, LiveRun } from "../../core/run/live-run.ts";
import { findRun } from "../../core/run/run-reference.ts";
import { recordRun } from "../../usecases/record-run.ts";
import type { Arguments, CliPorts, Command, CommandResult } from "../command.ts";
import { keepAndTell } from "../local/kept-text.ts";
import { RECORD_OPTIONS, STORE_OPTION } from "../local/options.ts";
import type { LocalRuns } from "../local/ports.ts";
import { askedOf, requestOf } from "../local/request.ts";
import { asideOf } from "../text.ts";

export const recordCommand: Command = {
  name: "record",
  about: "record what a notebook or several programs track, from --background until --stop",
  positionals: [
    { name: "RUNNING", about: "the run to stop; without it the newest that is going on", optional: true },
  ],
  options: [
    { name: "background", about: "start a tracking server that stays, and print how programs reach it" },
    { name: "stop", about: "end it, and keep the record" },
    ...RECORD_OPTIONS,
    STORE_OPTION,
  ],
  examples: ['eval "$(pedigree record --background --experiment churn/notebook)"', "pedigree record --stop"],
  run: async (args, ports) => {
    const { switches, values, positionals } = args;
    const [reference] = positionals;
    const [begins, stops] = [switches.has("background"), switches.has("stop")];
    if (begins === stops || (begins && reference !== undefined))
      throw new PedigreeError("INPUT_INVALID", "it is not clear what to do", {
        subject: "pedigree record",
        expected: "either --background, or --stop and perhaps a run",
        found: begins ? (stops ? "both" : `--background and ${reference ?? ""}`) : "neither",
      });
    const runs = ports.openRuns(values.store, switches.has("json"));
    return begins ? await begin(args, runs) : await stop(reference, ports, runs);
  },
};

/** What runs is not known, and so names no experiment. */
const WORDS = ["notebook"] as const;

async function begin(args: Arguments, runs: LocalRuns): Promise<CommandResult> {
  const asked = askedOf(args, runs);
  // A configuration that is wrong is told now, and not when the work is done.
  const ran = { line: null, words: WORDS, status: "finished" } as const;
  const { experiment, source } = await requestOf(asked, runs, ran);
  const { live, variables, notes } = await runs.begin({ asked, experiment, branch: source.branch });
  const exports = Object.entries(variables).map(([name, value]) => `export ${name}=${quoteWords([value])}`);
  return {
    json: { run: live.id, variables },
    text: exports.join("\n"),
    aside: asideOf([...notes, `run ${live.id} is being recorded; end it with: pedigree record --stop`]),
    status: 0,
  };
}

async function stop(reference: string | undefined, ports: CliPorts, runs: LocalRuns): Promise<CommandResult> {
  const live = await findLive(reference, runs);
  const presence = await runs.presenceOf(live);
  if (presence === "elsewhere") throw recordedElsewhere(live);
  const isRecording = presence === "here";
  if (live.process !== null && isRecording)
    throw new PedigreeError("INPUT_INVALID", "this run ends with its command", {
      subject: live.id,
      expected: "a run that pedigree record --background began",
      found: live.command ?? "a command",
      remedy: `end process ${live.process} instead`,
    });
  // A run is told by the folder where it was begun, whatever the present one is.
  const place = { ...runs, ...runs.at(live.folder) };
  const now = await requestOf(askedAtBegin(live), place, {
    line: live.command,
    words: live.command === null ? WORDS : commandWords(live.command),
    // What was tracked after a recorder was gone is lost.
    status: isRecording ? "finished" : "failed",
    startedAt: live.startedAt,
    warnings:
      live.process === null
        ? []
        : [`command: ${live.command ?? ""}: whoever recorded it was killed; this is what was left`],
  });
  const request = { ...now, source: sourceAtBegin(now.source, live) };
  const recorded = await recordRun(runs.resuming(live), request);
  ports.terminal.progress("");
  const told = await keepAndTell(place, recorded, request);
  const left = runs.leftVariables(live.id);
  const note = `this shell still keeps all that is begun there in ${runs.root}; to end that: unset ${left.join(" ")}`;
  return left.length === 0 ? told : { ...told, aside: `${told.aside}\n${asideOf([note])}` };
}

/** Its folder must not be taken away from whoever writes into it. */
function recordedElsewhere({ id, host = "another machine", process }: LiveRun): PedigreeError {
  const there = process === null ? `call pedigree record --stop ${id}` : `end process ${process}`;
  return new PedigreeError("INPUT_INVALID", "this run is recorded on another machine", {
    subject: id,
    expected: "a run of this machine, or one that was not heard of for ten minutes",
    found: `one that goes on on ${host}`,
    remedy: `${there} there`,
  });
}

/** The experiment was told when the run began, by a folder that may be called otherwise now. */
function askedAtBegin({ asked, experiment }: LiveRun): Asked {
  return experiment === undefined ? asked : { ...asked, values: { ...asked.values, experiment } };
}

/** Another branch may be checked out by now; the commit is that of the work tree as it was. */
function sourceAtBegin(now: RunRequest["source"], { branch }: LiveRun): RunRequest["source"] {
  if (branch === undefined) return { ...now, commit: null };
  return { ...now, commit: null, branch, ref: branch === null ? null : `refs/heads/${branch}` };
}

function describeLive({ id, process, host = "another machine" }: LiveRun): string {
  return process === null ? `${id} on ${host}` : `${id} of a command`;
}

async function findLive(reference: string | undefined, runs: LocalRuns): Promise<LiveRun> {
  const live = await runs.live();
  if (reference !== undefined)
    return findRun(
      live.map((one) => ({ ...one, name: one.asked.values.name ?? null })),
      reference,
    );
  for (const one of live)
    if (one.process === null && (await runs.presenceOf(one)) !== "elsewhere") return one;
  throw new PedigreeError("RUN_UNKNOWN", "nothing is being recorded", {
    subject: "pedigree record --stop",
    expected: "a run that pedigree record --background began",
    found: live.length === 0 ? "none" : `only ${live.map(describeLive).join(", ")}`,
  });
}
