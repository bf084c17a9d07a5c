import type { LiveOrder } from "../../core/live/live-order.ts";
import { JOB_RHYTHM, WATCH_RHYTHM, type WatchRhythm } from "../../core/live/rhythm.ts";
import type { RunRequest } from "../../core/run/assemble.ts";
import type { JobContext } from "../../core/run/job-context.ts";
import type { ActionInputs } from "../inputs.ts";
import type { LiveStart } from "./ports.ts";
import { markOf } from "./subject.ts";

export interface OrderSurroundings {
  readonly inputs: ActionInputs;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly context: JobContext;
  readonly workspace: string;
  readonly server: string;
  readonly secrets: readonly string[];
}

/** What a recorder has to know to show a job; null where nobody wants that, or there is nothing to write to. */
export function orderOf(
  around: OrderSurroundings,
  { request, subject, startedAt }: Omit<LiveStart, "output" | "session">,
): LiveOrder | null {
  const { inputs, context, env } = around;
  const mark = markOf(context, subject, "job");
  const { repository } = context.source;
  if (inputs.live === "false" || inputs.token === null || mark === null || repository === null) return null;
  const { experiment, leg, name, goals, page } = subject;
  return {
    experiment,
    leg,
    name,
    startedAt,
    page,
    goals: { ...goals },
    files: filesOf(inputs, request, around.workspace),
    secrets: [...around.secrets],
    board: {
      token: inputs.token,
      api: env.GITHUB_API_URL ?? "https://api.github.com",
      server: around.server,
      repository: repository.fullName,
      mark,
      again: (context.trigger?.runAttempt ?? 1) > 1,
    },
    rhythm: rhythmOf(env, JOB_RHYTHM),
  };
}

/** Where training code writes, and which of it counts. */
export function filesOf(
  { track }: ActionInputs,
  { config, metrics, params }: RunRequest,
  workspace: string,
): LiveOrder["files"] {
  return {
    workspace,
    search: track === "auto",
    ignore: [...config.ignore],
    metrics: [...metrics],
    params: [...params],
  };
}

/** For tests, which cannot wait for half a minute: `LOOK,FIRST,BETWEEN` in milliseconds. No input, and no promise. */
export function rhythmOf(
  { PEDIGREE_LIVE_RHYTHM: text }: OrderSurroundings["env"],
  usual: WatchRhythm = WATCH_RHYTHM,
): WatchRhythm {
  const [look, first, between] = (text ?? "").split(",").map(Number);
  if (look === undefined || first === undefined || between === undefined) return usual;
  return { look, first, between };
}
