import { liveMark } from "../../core/live/live-mark.ts";
import type { LiveOrder } from "../../core/live/live-order.ts";
import { WATCH_RHYTHM } from "../../core/live/rhythm.ts";
import { commitShaSchema } from "../../core/names.ts";

/** What a recorder is handed to show a job of `acme/churn`. */
export function liveOrder(change: Partial<LiveOrder> = {}): LiveOrder {
  const commit = commitShaSchema.parse("a".repeat(40));
  const subject = { experiment: "train/fit", leg: null, name: null };
  return {
    ...subject,
    startedAt: "2026-01-31T12:00:00.000Z",
    goals: {},
    page: null,
    files: { workspace: "/nowhere", search: true, ignore: [], metrics: [], params: [] },
    secrets: [],
    board: {
      token: "token-of-the-job",
      api: "https://api.github.com",
      server: "https://github.com",
      repository: "acme/churn",
      mark: liveMark({ ...subject, commit, runId: 7, job: "fit", trains: "job" }),
      again: false,
    },
    rhythm: WATCH_RHYTHM,
    ...change,
  };
}
