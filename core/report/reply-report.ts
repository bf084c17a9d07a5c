/** The App's answer to somebody who asked for a move. All texts are raw; the template escapes them. */
export interface ReplyReport {
  readonly kind: "requested" | "exists" | "refused" | "moot";
  readonly requester: string | null;
  readonly title: string;
  /** Number of the move's pull request, where there is one. */
  readonly pull: number | null;
  readonly reason: string | null;
  /** Stages that the version could move to from where it stands. */
  readonly allowed: readonly string[];
}

/** What the template asks for: which of the four answers it is, as flags. */
export function replyView(report: ReplyReport): ReplyReport & Readonly<Record<string, unknown>> {
  return {
    ...report,
    isRequested: report.kind === "requested",
    isExisting: report.kind === "exists",
    isMoot: report.kind === "moot",
    isRefused: report.kind === "refused",
  };
}
