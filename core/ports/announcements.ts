import type { CommitSha } from "../names.ts";
import type { LandingNotice } from "../registry/landing-notice.ts";

/** The news of a landing for whoever listens in a repository. */
export interface Announcement {
  readonly type: string;
  /** `owner/name` of the repository that is told. */
  readonly repository: string;
  readonly notice: LandingNotice;
}

/**
 * News of landings. Nothing can be sent and remembered in one step, so after a crash between the two the same news comes
 * twice: at least once. `notice.event` tells the second from the first.
 */
export interface Announcements {
  /** Whether this news of the landing was sent to the repository, as far as is remembered. */
  wasSent(landing: CommitSha, repository: string, type: string): Promise<boolean>;
  /** Sends, then remembers. Raises REMOTE_REFUSED where the App is not installed. */
  send(announcement: Announcement): Promise<void>;
}
