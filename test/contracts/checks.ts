import { beforeEach, describe, expect, it } from "vitest";
import type { CommitSha } from "../../core/names.ts";
import type { Checks, Verdict } from "../../core/ports/checks.ts";

export interface ChecksSubject {
  readonly checks: Checks;
  /** A commit that exists, and another one. */
  readonly commits: readonly [CommitSha, CommitSha];
}

/** What every implementation of the port must do; run on the memory one and on the adapters. */
export function checksContract(make: () => Promise<ChecksSubject> | ChecksSubject): void {
  describe("checks", () => {
    let checks: Checks;
    let commits: readonly [CommitSha, CommitSha];
    const verdict = (key: string, outcome: Verdict["outcome"] = "failure"): Verdict => ({
      head: commits[0],
      outcome,
      title: "1 requirement is not met",
      summary: "Details",
      key,
    });
    const key = (letter: string) => `- ${letter.repeat(64)}`;
    const own = async (commit: CommitSha) => {
      const listed = await checks.list(commit);
      return listed.known ? listed.value.own : undefined;
    };

    beforeEach(async () => {
      ({ checks, commits } = await make());
    });

    it("knows no check of its own before the first", async () => {
      expect(await checks.list(commits[0])).toEqual({ known: true, value: { others: [], own: undefined } });
    });

    it("gives back the key that was published, on that commit alone", async () => {
      const moved = `move:2:user:11:ada ${"a".repeat(64)}`;
      await checks.publish(verdict(moved), undefined);
      expect((await own(commits[0]))?.key).toBe(moved);
      expect(await own(commits[1])).toBeUndefined();
    });

    it.each(["success", "failure", "waiting"] as const)("updates in place, to %s", async (outcome) => {
      await checks.publish(verdict(key("a"), "waiting"), undefined);
      const before = await own(commits[0]);
      await checks.publish(verdict(key("b"), outcome), before?.id);
      expect(await own(commits[0])).toEqual({ id: before?.id, key: key("b") });
    });

    it("reads the newest of two", async () => {
      await checks.publish(verdict(key("a")), undefined);
      await checks.publish(verdict(key("b")), undefined);
      expect((await own(commits[0]))?.key).toBe(key("b"));
    });
  });
}
