import type { LiveEnd } from "../core/live/live-end.ts";
import { foldRecord } from "../core/live/live-metric.ts";
import { areSeveral } from "../core/live/several-runs.ts";
import { type LivePage, type LiveState, MAX_PAGE_CHARACTERS } from "../core/ports/live.ts";
import type { Renderer } from "../core/ports/renderer.ts";
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

/** The training that pages are about. */
export interface PageSubject {
  readonly experiment: string;
  /** Which leg of a matrix it is; null outside of one. */
  readonly leg: string | null;
  readonly name: string | null;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly goals: Readonly<Record<string, MetricGoal>>;
  /** The page of the workflow run, null outside of Actions. */
  readonly page: string | null;
  /** The text of `stop-when`, null without one. */
  readonly stopWhen: string | null;
}

/** How a training ended, as its last page tells it. */
export interface PageEnding {
  readonly end: LiveEnd;
  /** What was recorded; null where nothing was, and what was last seen stays. */
  readonly recorded: { readonly run: Run; readonly curves: Curves } | null;
  readonly links: Pick<LiveLinks, "comment" | "artifact">;
}

/** The page of a training that goes on. */
export function nextPage(
  renderer: Renderer,
  subject: PageSubject,
  now: Pick<LiveInput, "state" | "stopped">,
): LivePage {
  const { page, ...told } = subject;
  const links = { run: page, comment: null, artifact: null };
  return renderPage(renderer, { ...told, ...now, ended: null, links });
}

/** The page of one that has ended; null where nothing is known of it. What was recorded is more than what was seen on the way. */
export function lastPage(
  renderer: Renderer,
  subject: PageSubject,
  { seen, ending }: { readonly seen: LiveState | null; readonly ending: PageEnding },
): LivePage | null {
  const { end, recorded, links } = ending;
  const state = recorded === null ? seen : stateOf(recorded, seen);
  if (state === null) return null;
  const { page, ...told } = subject;
  const stopped = recorded?.run.stopped ?? null;
  return renderPage(renderer, { ...told, state, stopped, ended: end, links: { run: page, ...links } });
}

function stateOf({ run, curves }: NonNullable<PageEnding["recorded"]>, seen: LiveState | null): LiveState {
  return {
    now: Date.parse(run.finishedAt),
    metrics: foldRecord(run, curves),
    params: new Map(Object.entries(run.params)),
    totalSteps: seen?.totalSteps ?? null,
    several: areSeveral(run.sources ?? []),
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
