import { beforeEach, describe, expect, it } from "vitest";
import type { CommitSha } from "../../core/names.ts";
import type { RegistrationChecks, RegistrationWord } from "../../core/ports/registration-checks.ts";
import { withCode } from "../support/with-code.ts";

export interface RegistrationChecksSubject {
  readonly checks: RegistrationChecks;
  /** Where checks may be written, and a commit of it. */
  readonly repository: string;
  readonly commit: CommitSha;
  /** A repository where they may not. */
  readonly closed: string;
}

/** What every implementation of the port must do; run on the memory one and on the adapter. */
export function registrationChecksContract(
  make: () => Promise<RegistrationChecksSubject> | RegistrationChecksSubject,
): void {
  describe("registration checks", () => {
    let subject: RegistrationChecksSubject;
    beforeEach(async () => {
      subject = await make();
    });
    const word = (key: string, change: Partial<RegistrationWord> = {}): RegistrationWord => ({
      repository: subject.repository,
      commit: subject.commit,
      name: "pedigree: register fit",
      outcome: "neutral",
      title: "Not registered",
      summary: "-",
      key,
      ...change,
    });
    const keys = async (change: Partial<RegistrationWord> = {}) =>
      (await subject.checks.find(word("", change))).map(({ key }) => key);

    it("are found by commit and name, the newest first", async () => {
      expect(await keys()).toEqual([]);
      for (const key of ["a", "b"]) await subject.checks.publish(word(key), undefined);
      expect(await keys()).toEqual(["b", "a"]);
      expect(await keys({ name: "pedigree: register other" })).toEqual([]);
    });

    it("are changed in place", async () => {
      for (const key of ["a", "b"]) await subject.checks.publish(word(key), undefined);
      const older = (await subject.checks.find(word(""))).find(({ key }) => key === "a");
      await subject.checks.publish(word("c", { outcome: "success" }), older?.id);
      expect(await keys()).toEqual(["b", "c"]);
    });

    it("are refused where they may not be written", async () => {
      const publish = subject.checks.publish(word("a", { repository: subject.closed }), undefined);
      await expect(publish).rejects.toThrow(withCode("REMOTE_REFUSED"));
    });
  });
}
