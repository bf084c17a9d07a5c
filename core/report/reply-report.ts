import type { Note } from "../registry/event.ts";
import type { DecisionReport } from "./decision-report.ts";

/** The App's answer to somebody who asked for a move. All texts are raw; the template escapes them. */
export interface ReplyReport {
  readonly kind:
    | "requested"
    | "exists"
    | "refused"
    | "moot"
    | "observed"
    | "noted"
    | "quarrel"
    | "explained"
    | "overridden";
  readonly requester: string | null;
  readonly title: string;
  /** Number of the move's pull request, where there is one. */
  readonly pull: number | null;
  readonly reason: string | null;
  /** Of a refusal: who can provide what is missing, and what to do now. */
  readonly who?: string;
  readonly next?: string;
  /** Stages that the version could move to from where it stands. */
  readonly allowed: readonly string[];
  /** What is explained or was overridden. */
  readonly decision?: DecisionReport;
  readonly note?: Note;
}

/** What the template asks for: which answer it is, as flags. */
export function replyView(report: ReplyReport): ReplyReport & Readonly<Record<string, unknown>> {
  const { note } = report;
  return {
    ...report,
    isRequested: report.kind === "requested",
    isExisting: report.kind === "exists",
    isMoot: report.kind === "moot",
    isRefused: report.kind === "refused",
    isObserved: report.kind === "observed",
    isQuarrel: report.kind === "quarrel",
    isFrozen: note === "frozen",
    isUnfrozen: note === "unfrozen",
    isAcknowledged: note === "acknowledged",
    isExplained: report.kind === "explained",
    isOverridden: report.kind === "overridden",
  };
}
