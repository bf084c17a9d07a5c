import { CONCLUSIONS } from "../core/live/live-end.ts";
import { leadOf } from "../core/live/progress.ts";
import { WATCH_RHYTHM, type WatchRhythm } from "../core/live/rhythm.ts";
import type { StopRule } from "../core/live/stop-rule.ts";
import type { LiveBoard, LiveSource, LiveState, Shown } from "../core/ports/live.ts";
import type { Renderer } from "../core/ports/renderer.ts";
import type { Ticking, Timer } from "../core/ports/timer.ts";
import { isHardwareMetric } from "../core/run/hardware.ts";
import type { Run } from "../core/run/run.ts";
import { lastPage, nextPage, type PageEnding, type PageSubject } from "./live-page.ts";
import { describeTrouble } from "./warnings.ts";

/** Where a training is shown, and what draws its pages. */
export interface LiveView {
  readonly board: LiveBoard;
  readonly renderer: Renderer;
}

export interface WatchPorts {
  readonly source: LiveSource;
  /** Null where nothing is shown, and only a rule is watched. */
  readonly view: LiveView | null;
  readonly timer: Timer;
}

export interface WatchRequest extends Omit<PageSubject, "stopWhen"> {
  readonly rule: StopRule | null;
  readonly rhythm?: WatchRhythm;
  /** Called once, when the rule has come true. */
  readonly onStop: (stopped: NonNullable<Run["stopped"]>) => void;
  /** Told of each new trouble as it comes, for whoever cannot wait for the end. */
  readonly onTrouble?: (result: WatchResult) => void;
}

export interface WatchResult {
  /** Why the board takes nothing, null when it does. Said once, however often it was tried. */
  readonly refused: string | null;
  /** Other trouble, one line each; the training did not notice. */
  readonly notes: readonly string[];
}

/** A training that is watched. */
export interface Watch {
  /**
   * Ends looking; returns what the record should tell of it. In a hurry nothing that is on its way is waited for: a cancelled
   * job has seconds left.
   */
  stop(hurry: boolean): Promise<readonly string[]>;
  /** Shows how the training ended, where anything was shown of it. */
  close(ending: PageEnding): Promise<WatchResult>;
}

/**
 * Watches a training that runs: looks, judges the rule, and shows a page when enough time has passed and it would say
 * something new. Never throws; trouble with the board never reaches the training.
 */
export function watchRun(ports: WatchPorts, request: WatchRequest): Watch {
  const watcher = new Watcher(ports, request);
  return { stop: (hurry) => watcher.stop(hurry), close: (ending) => watcher.close(ending) };
}

/** Metrics that are named where one is missing. */
const MAX_TOLD = 20;

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

  async stop(hurry: boolean): Promise<readonly string[]> {
    const ended = this.#ticking.stop();
    if (!hurry) await ended;
    const unseen = hurry ? [] : await this.#unseen();
    await this.#safely(() => this.#ports.source.close());
    return unseen;
  }

  /** A rule that asks of a metric which never came may hold a slip of the pen, and would never end a training. */
  async #unseen(): Promise<readonly string[]> {
    const { rule } = this.#request;
    if (rule === null || rule.metrics.length === 0 || this.#stopped !== null) return [];
    await this.#safely(async () => {
      this.#state = await this.#ports.source.read();
    });
    const seen = [...(this.#state?.metrics.keys() ?? [])].filter((name) => !isHardwareMetric(name));
    const missing = rule.metrics.filter((name) => this.#state?.metrics.has(name) !== true);
    const came =
      seen.length === 0 ? "no metric came at all" : `what came: ${seen.slice(0, MAX_TOLD).join(", ")}`;
    return missing.length === 0
      ? []
      : [`stop-when: no value of ${missing.join(", ")} came while the command ran; ${came}`];
  }

  async close(ending: PageEnding): Promise<WatchResult> {
    const { view } = this.#ports;
    await this.#safely(async () => {
      if (view === null || this.#refused !== null) return;
      const page = lastPage(view.renderer, this.#subject, { seen: this.#state, ending });
      if (page !== null) this.#take(await view.board.close(page, CONCLUSIONS[ending.end]), this.#nextPage);
    });
    return this.#result;
  }

  get #result(): WatchResult {
    return { refused: this.#refused, notes: [...this.#notes] };
  }

  get #subject(): PageSubject {
    const { experiment, leg, name, startedAt, goals, page, rule } = this.#request;
    return { experiment, leg, name, startedAt, goals, page, stopWhen: rule?.text ?? null };
  }

  async #tick(): Promise<void> {
    if (this.#request.rule === null && this.#refused !== null) return;
    const state = await this.#ports.source.read();
    this.#state = state;
    this.#judge(state);
    const { view } = this.#ports;
    const key = changeKey(state, this.#stopped !== null);
    if (view === null || this.#refused !== null || state.now < this.#nextPage || key === this.#shownKey)
      return;
    const page = nextPage(view.renderer, this.#subject, { state, stopped: this.#stopped });
    const shown = await view.board.show(page);
    if (shown.kind === "shown") this.#shownKey = key;
    this.#take(shown, state.now);
  }

  /** Whatever goes wrong here, the training does not notice. */
  async #safely(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#note(describeTrouble("live view", error));
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

  #take(shown: Shown, now: number): void {
    const elapsed = now - this.#request.startedAt;
    const pause = pauseAfter(this.#rhythm.between, elapsed, shown.kind === "shown" ? shown.left : null);
    this.#nextPage = now + (shown.kind === "later" ? Math.max(pause, shown.milliseconds) : pause);
    if (shown.kind === "later") this.#note(`live view: ${shown.reason}`);
    if (shown.kind !== "refused") return;
    this.#refused = shown.reason;
    this.#request.onTrouble?.(this.#result);
  }

  #note(line: string): void {
    if (this.#notes.has(line)) return;
    this.#notes.add(line);
    this.#request.onTrouble?.(this.#result);
  }
}

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
