/** A webhook delivery whose signature was verified, exactly as its bytes came. */
export interface Delivery {
  /** GitHub's GUID; a redelivery carries the same one. */
  readonly id: string;
  /** The event's name, from a header that the signature does not cover. */
  readonly event: string;
  readonly body: string;
  /** Whom it concerns: an installation or a repository. Deliveries of one source never keep those of another waiting. */
  readonly source?: string;
}

/** A delivery that one worker holds until it says `done` or `fail`, or until its lease ends. */
export interface Claim {
  /** Names this very claim: a worker that lost its lease can no longer finish or fail the delivery. */
  readonly token: string;
  readonly delivery: Delivery;
  /** 1 for the first attempt. */
  readonly attempt: number;
}

export interface InboxCount {
  /** Waiting and due, or held by a worker. */
  readonly ready: number;
  /** Waiting for a later attempt. */
  readonly delayed: number;
  /** Given up after the last attempt; kept for a person to look at. */
  readonly dead: number;
}

/**
 * Deliveries between the moment they are accepted and the moment they are worked off. Durable: what `accept`
 * called new survives the end of the process at any point. Several processes may share one inbox.
 */
export interface Inbox {
  /**
   * `duplicate` when a delivery of the same id, or of the same event and bytes, was accepted within the last
   * three days (GitHub redelivers for three days, and the id is not covered by the signature).
   */
  accept(delivery: Delivery): Promise<"new" | "duplicate">;
  /** The oldest delivery that is due and of none of the sources in `busy`, or undefined. Its lease starts now. */
  claim(busy?: readonly string[]): Promise<Claim | undefined>;
  /** Starts the lease again; `false` when the claim was lost. */
  renew(claim: Claim): Promise<boolean>;
  done(claim: Claim): Promise<void>;
  /** Another attempt later, with growing delay; `dead` after the last one. */
  fail(claim: Claim, reason: string): Promise<"delayed" | "dead">;
  count(): Promise<InboxCount>;
  close(): Promise<void>;
}

/**
 * Who works in a lane, among all processes that share one inbox: at most one at a time, for as long as it says that it
 * still does. A process that was stopped in its work may find that it has lost the lane.
 */
export interface LaneHolds {
  /** A token that names this hold, or undefined while somebody else has the lane: who has it is told that it is wanted. */
  holdLane(lane: string): Promise<string | undefined>;
  /** Starts the hold's time again; `false` when it was lost. */
  keepLane(lane: string, token: string): Promise<boolean>;
  /** Leaves the lane; `true` when somebody else wants it. */
  leaveLane(lane: string, token: string): Promise<boolean>;
}

/** An inbox that several processes share, with everything that they need not to do one thing twice. */
export interface SharedInbox extends Inbox, LaneHolds {}

/** Times in milliseconds. */
export const INBOX_LEASE_MS = 60_000;
/** So long nobody works in a lane whose holder was killed. Those who live say so three times as often. */
export const LANE_HOLD_MS = 10_000;
/** GitHub redelivers on request for three days; a week also covers GitHub Enterprise Server. */
export const INBOX_MEMORY_MS = 7 * 24 * 3_600_000;
export const INBOX_MAX_ATTEMPTS = 8;

/** How long to wait after the n-th failed attempt: 1 s, 4 s, 16 s … at most ten minutes. */
export function inboxDelay(attempt: number): number {
  return Math.min(1_000 * 4 ** (attempt - 1), 600_000);
}
