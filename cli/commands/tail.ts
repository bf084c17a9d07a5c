import { setTimeout as delay } from "node:timers/promises";
import { PedigreeError } from "../../core/errors.ts";
import type { LivePart, LivePiece } from "../../core/ports/live.ts";
import { formatNumber } from "../../core/report/numbers.ts";
import type { LiveRun } from "../../core/run/live-run.ts";
import { type CurvePoint, type Curves, encodeMetric } from "../../core/run/metric.ts";
import { matchRuns } from "../../core/run/run-reference.ts";
import { findKept } from "../../usecases/find-kept.ts";
import { createLiveReader } from "../../usecases/live-source.ts";
import { createPointTeller, type NamedPoint } from "../../usecases/new-points.ts";
import type { Command } from "../command.ts";
import { STORE_OPTION } from "../local/options.ts";
import type { LocalRuns } from "../local/ports.ts";
import { asideOf, visible } from "../text.ts";

const POLL_MS = 500;

export const tailCommand: Command = {
  name: "tail",
  about: "follow what a run tracks, writes and prints, point by point, until it ends",
  positionals: [{ name: "RUN", about: "the run; without it the newest that is going on", optional: true }],
  options: [STORE_OPTION],
  examples: ["pedigree tail", "pedigree tail latest --json"],
  run: async ({ positionals, values, switches }, ports) => {
    const { terminal } = ports;
    const json = switches.has("json");
    const runs = ports.openRuns(values.store, json);
    const tell = createPointTeller();
    const say = (points: readonly NamedPoint[]) => {
      for (const point of points) terminal.say(json ? lineOfJson(point) : lineOf(point));
    };
    const notes: string[] = [];
    const look = (curves: Curves) => say(tell(curves));
    const id = await follow(positionals[0], runs, { look, note: (line) => notes.push(line) });
    const run = await runs.store.get(id);
    // Some points come between the last look and the end, and a run of files has all of them here.
    if (run !== undefined) say(tell(await runs.store.curves(id)));
    const end = run === undefined ? "ended without a record" : run.status;
    return { json: undefined, text: "", aside: asideOf([...notes, `run ${id} ${end}`]), status: 0 };
  },
};

interface Follower {
  readonly look: (curves: Curves) => void;
  readonly note: (line: string) => void;
}

/** Looks at a run again and again as long as it goes on; returns its id, also of one that is over already. */
async function follow(
  reference: string | undefined,
  runs: LocalRuns,
  { look, note }: Follower,
): Promise<LiveRun["id"]> {
  const live = await findLive(reference, runs);
  if (live === undefined) {
    const [kept] = await findKept(runs.store, [reference ?? ""], note);
    if (kept === undefined) throw new PedigreeError("INTERNAL", "no run is followed");
    return kept.id;
  }
  const reader = createLiveReader(await runs.places(live));
  while ((await isGoingOn(live, runs)) && (await runs.live()).some(({ id }) => id === live.id)) {
    look(await readNew(reader));
    // Its folder may go away at any moment, which some systems refuse where a file in it is open.
    await reader.close();
    await delay(POLL_MS);
  }
  return live.id;
}

async function isGoingOn(live: LiveRun, runs: LocalRuns): Promise<boolean> {
  return (await runs.presenceOf(live)) !== "gone";
}

/** The points that were not told before, by metric. */
async function readNew(reader: LivePart): Promise<Curves> {
  const pieces: LivePiece[] = [];
  const { metrics } = await reader.read((piece) => pieces.push(piece));
  const curves = new Map<string, CurvePoint[]>();
  for (const { series, points } of pieces) {
    const metric = metrics.get(series);
    if (metric === undefined) continue;
    const own = curves.get(metric) ?? [];
    curves.set(metric, own);
    for (const { step, time, value } of points) if (step !== null) own.push({ step, time, value });
  }
  return curves;
}

async function findLive(reference: string | undefined, runs: LocalRuns): Promise<LiveRun | undefined> {
  const live = (await runs.live()).map((one) => ({ ...one, name: one.asked.values.name ?? null }));
  if (reference !== undefined && reference !== "latest") return matchRuns(live, reference)[0];
  for (const one of live) if (await isGoingOn(one, runs)) return one;
  if (reference !== undefined) return undefined;
  throw new PedigreeError("RUN_UNKNOWN", "nothing is going on", {
    subject: "pedigree tail",
    expected: "a run that pedigree run or pedigree record began",
    found: `none in ${runs.root}`,
    remedy: "name a run to see what it tracked",
  });
}

function lineOf({ metric, step, time, value }: NamedPoint): string {
  // UTC, as every time that is shown, and it has to say so: on the wall it is another hour.
  const at = time === null ? " ".repeat(9) : `${new Date(time).toISOString().slice(11, 19)}Z`;
  return `${at}  ${visible(metric)}  step ${step}  ${formatNumber(value)}`;
}

function lineOfJson({ metric, step, time, value }: NamedPoint): string {
  return JSON.stringify({ metric, step, time, value: encodeMetric(value) });
}
