import { CONCLUSIONS, type LiveEnd } from "../core/live/live-end.ts";
import { foldRecord } from "../core/live/live-metric.ts";
import { leadOf } from "../core/live/progress.ts";
import type { StopRule } from "../core/live/stop-rule.ts";
import {
  type LiveBoard,
  type LivePage,
  type LiveSource,
  type LiveState,
  MAX_PAGE_CHARACTERS,
  type Shown,
} from "../core/ports/live.ts";
import type { Renderer } from "../core/ports/renderer.ts";
import type { Ticking, Timer } from "../core/ports/timer.ts";
import { firstFitting } from "../core/report/detail.ts";
import {
  LIVE_DETAILS,
  type LiveDetail,
  type LiveInput,
  type LiveLinks,
  liveReport,
} from "../core/report/live-report.ts";
import type { Curves } from "../core/run/metric.ts";
import type { MetricGoal, Run } from "../core/run/run.ts";
import { describeTrouble } from "./warnings.ts";

export interface WatchPorts {
  readonly source: LiveSource;
  /** Null where nothing is shown, and only a rule is watched. */
  readonly board: LiveBoard | null;
  readonly renderer: Renderer;
  readonly timer: Timer;
}

/** Milliseconds between two looks, before the first page, and between two pages. */
export interface WatchRhythm {
  readonly look: number;
  readonly first: number;
  readonly between: number;
}

export const WATCH_RHYTHM: WatchRhythm = { look: 1_000, first: 30_000, between: 30_000 };

export interface WatchRequest {
  readonly experiment: string;
  readonly name: string | null;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly goals: Readonly<Record<string, MetricGoal>>;
  readonly rule: StopRule | null;
  /** The page of the workflow run, null outside of Actions. */
  readonly page: string | null;
  readonly rhythm?: WatchRhythm;
  /** Called once, when the rule has come true. */
  readonly onStop: (stopped: NonNullable<Run["stopped"]>) => void;
}

export interface WatchEnding {
  readonly end: LiveEnd;
  /** What was recorded; null where nothing was, and what was last seen stays. */
  readonly recorded: { readonly run: Run; readonly curves: Curves } | null;
  readonly links: Pick<LiveLinks, "comment" | "artifact">;
}

export interface WatchResult {
  /** Why the board takes nothing, null when it does. Said once, however often it was tried. */
  readonly refused: string | null;
  /** Other trouble, one line each; the training did not notice. */
  readonly notes: readonly string[];
}

/** A training that is watched. */
export interface Watch {
  /** Ends looking. In a hurry nothing that is on its way is waited for: a cancelled job has seconds left. */
  stop(hurry: boolean): Promise<void>;
  /** Shows how the training ended, where anything was shown of it. */
  close(ending: WatchEnding): Promise<WatchResult>;
}

/**
 * Watches a training that runs: looks, judges the rule, and shows a page when enough time has passed and it would say
 * something new. Never throws; trouble with the board never reaches the training.
 */
export function watchRun(ports: WatchPorts, request: WatchRequest): Watch {
  const watcher = new Watcher(ports, request);
  return { stop: (hurry) => watcher.stop(hurry), close: (ending) => watcher.close(ending) };
}

class Watcher {
  readonly #ports: WatchPorts;
  readonly #request: WatchRequest;
  readonly #rhythm: WatchRhythm;
  readonly #ticking: Ticking;
  readonly #notes = new Set<string>();
  #state: LiveState | null = null;
  #stopped: NonNullable<Run["stopped"]> | null = null;
  #refused: string | null = null;
  #shownKey = "";
  #nextPage: number;

  constructor(ports: WatchPorts, request: WatchRequest) {
    this.#ports = ports;
    this.#request = request;
    this.#rhythm = request.rhythm ?? WATCH_RHYTHM;
    this.#nextPage = request.startedAt + this.#rhythm.first;
    this.#ticking = ports.timer.every(this.#rhythm.look, () => this.#safely(() => this.#tick()));
  }

  async stop(hurry: boolean): Promise<void> {
    const ended = this.#ticking.stop();
    if (!hurry) await ended;
    await this.#safely(() => this.#ports.source.close());
  }

  async close({ end, recorded, links }: WatchEnding): Promise<WatchResult> {
    const { board } = this.#ports;
    const state = recorded === null ? this.#state : stateOf(recorded, this.#state);
    if (board !== null && state !== null && this.#refused === null) {
      await this.#safely(async () => {
        const stopped = recorded?.run.stopped ?? null;
        const page = this.#render(state, { ended: end, stopped, ...links });
        this.#take(await board.close(page, CONCLUSIONS[end]), state.now);
      });
    }
    return { refused: this.#refused, notes: [...this.#notes] };
  }

  async #tick(): Promise<void> {
    const state = await this.#ports.source.read();
    this.#state = state;
    this.#judge(state);
    const { board } = this.#ports;
    const key = changeKey(state, this.#stopped !== null);
    if (board === null || this.#refused !== null || state.now < this.#nextPage || key === this.#shownKey)
      return;
    const page = this.#render(state, { ended: null, stopped: this.#stopped, comment: null, artifact: null });
    const shown = await board.show(page);
    if (shown.kind === "shown") this.#shownKey = key;
    this.#take(shown, state.now);
  }

  /** Whatever goes wrong here, the training does not notice. */
  async #safely(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#notes.add(describeTrouble("live view", error));
    }
  }

  #judge({ metrics, now }: LiveState): void {
    const { rule, startedAt, onStop } = this.#request;
    if (rule === null || this.#stopped !== null) return;
    const step = leadOf(metrics)?.step ?? null;
    const values = rule.judge({ metrics, step, elapsedSeconds: Math.max(0, now - startedAt) / 1000 });
    if (values === null) return;
    const at = new Date(now).toISOString();
    this.#stopped = { condition: rule.text, at, step, values, signal: "SIGTERM" };
    onStop(this.#stopped);
  }

  #render(
    state: LiveState,
    now: Pick<LiveInput, "ended" | "stopped"> & Pick<LiveLinks, "comment" | "artifact">,
  ): LivePage {
    const { experiment, name, startedAt, goals, rule, page } = this.#request;
    const { ended, stopped, comment, artifact } = now;
    const stopWhen = rule?.text ?? null;
    const links = { run: page, comment, artifact };
    const input: LiveInput = { experiment, name, startedAt, state, goals, stopWhen, stopped, ended, links };
    return renderPage(this.#ports.renderer, input);
  }

  #take(shown: Shown, now: number): void {
    const elapsed = now - this.#request.startedAt;
    const pause = pauseAfter(this.#rhythm.between, elapsed, shown.kind === "shown" ? shown.left : null);
    this.#nextPage = now + (shown.kind === "later" ? Math.max(pause, shown.milliseconds) : pause);
    if (shown.kind === "refused") this.#refused = shown.reason;
    if (shown.kind === "later") this.#notes.add(`live view: ${shown.reason}`);
  }
}

/** What was recorded in the end is more than what was seen on the way. */
function stateOf({ run, curves }: NonNullable<WatchEnding["recorded"]>, seen: LiveState | null): LiveState {
  return {
    now: Date.parse(run.finishedAt),
    metrics: foldRecord(run, curves),
    params: new Map(Object.entries(run.params)),
    totalSteps: seen?.totalSteps ?? null,
    hardware: null,
    notes: [],
  };
}

/** The richest page that GitHub takes; the progress is part of every one. */
export function renderPage(renderer: Renderer, input: LiveInput): LivePage {
  const render = (detail: LiveDetail) => renderer.render("live", liveReport(input, detail));
  const text = firstFitting(LIVE_DETAILS, render, (candidate) => candidate.length <= MAX_PAGE_CHARACTERS);
  return { title: liveReport(input, LEAST_DETAIL).title, text };
}

const LEAST_DETAIL: LiveDetail = { rows: 0, charts: 0, notes: 0 };

/** A page for each 120th of the time so far: after an hour the next half minute tells little. */
const PAGES_OF_A_RUN = 120;
const LONGEST_PAUSE = 300_000;
/** Below this share of unused requests, who shares the token of a workflow needs them more. */
const PLENTY = 0.5;

/**
 * Milliseconds until the next page. A job's token has 1,000 requests an hour for its whole repository, which several
 * trainings share: https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api
 */
export function pauseAfter(between: number, elapsed: number, left: number | null): number {
  const usual = Math.max(between, Math.min(LONGEST_PAUSE, elapsed / PAGES_OF_A_RUN));
  if (left === null || left >= PLENTY) return usual;
  return Math.max(usual, Math.min(LONGEST_PAUSE, (usual * PLENTY) / Math.max(left, 0.01)));
}

/** What makes a page worth writing; how time passes does not. Use of the machine counts in tenths. */
function changeKey({ metrics, hardware, notes }: LiveState, stopped: boolean): string {
  const values = Array.from(metrics, ([name, { count, last }]) => [name, count, String(last)]);
  const machine = Object.entries(hardware ?? {}).filter(([name]) => name.endsWith("_percentage"));
  const tenths = machine.map(([name, value]) => [name, Math.round(value / 10)]);
  return JSON.stringify([values, tenths, notes, stopped]);
}
