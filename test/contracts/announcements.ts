import { beforeEach, describe, expect, it } from "vitest";
import type { CommitSha } from "../../core/names.ts";
import type { Announcements } from "../../core/ports/announcements.ts";
import { withCode } from "../support/with-code.ts";
import { noticeOf } from "./deployments.ts";

export interface AnnouncementsSubject {
  readonly announcements: Announcements;
  /** A commit of the registry. */
  readonly landing: CommitSha;
  /** Where the App is installed, another such place, and where it is not. */
  readonly repositories: readonly [string, string, string];
  /** Types of the news that came to a repository. */
  received(repository: string): Promise<readonly string[]>;
}

/** What every implementation of the port must do; run on the memory one and on the adapter. */
export function announcementsContract(
  make: () => Promise<AnnouncementsSubject> | AnnouncementsSubject,
): void {
  describe("announcements", () => {
    let subject: AnnouncementsSubject;
    beforeEach(async () => {
      subject = await make();
    });

    it("are remembered of each repository and type", async () => {
      const { announcements, landing, repositories } = subject;
      const [here, there] = repositories;
      const type = "model-promoted";
      expect(await announcements.wasSent(landing, here, type)).toBe(false);
      await announcements.send({ type, repository: here, notice: noticeOf(landing) });
      expect(await announcements.wasSent(landing, here, type)).toBe(true);
      expect(await announcements.wasSent(landing, here, "other-type")).toBe(false);
      expect(await announcements.wasSent(landing, there, type)).toBe(false);
      expect(await subject.received(here)).toEqual([type]);
      expect(await subject.received(there)).toEqual([]);
    });

    it("are refused, and not remembered, where the App is not installed", async () => {
      const { announcements, landing, repositories } = subject;
      const [, , deaf] = repositories;
      const news = { type: "model-promoted", repository: deaf, notice: noticeOf(landing) };
      await expect(announcements.send(news)).rejects.toThrow(withCode("REMOTE_REFUSED"));
      expect(await announcements.wasSent(landing, deaf, "model-promoted")).toBe(false);
    });
  });
}
