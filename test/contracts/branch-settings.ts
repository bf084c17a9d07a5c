import { beforeEach, describe, expect, it } from "vitest";
import type { BranchSettings } from "../../core/ports/branch-settings.ts";
import { auditSettings } from "../../core/registry/audit-settings.ts";

export interface BranchSettingsSubject {
  readonly settings: BranchSettings;
  /** Guards the branch as the documentation recommends. */
  readonly guard: () => Promise<void> | void;
  /** Takes every rule away. */
  readonly strip: () => Promise<void> | void;
}

/** What every implementation of the port must do; run on the memory one and on the adapter. */
export function branchSettingsContract(
  make: () => Promise<BranchSettingsSubject> | BranchSettingsSubject,
): void {
  describe("branch settings", () => {
    let subject: BranchSettingsSubject;
    beforeEach(async () => {
      subject = await make();
    });
    const codes = async () => auditSettings(await subject.settings.read()).map(({ code }) => code);

    it("finds nothing weak in a branch that only the App may update", async () => {
      await subject.guard();
      const weak = auditSettings(await subject.settings.read()).filter(({ level }) => level === "weak");
      expect(weak).toEqual([]);
    });

    it("sees that a branch has no rules at all", async () => {
      await subject.strip();
      expect(await codes()).toEqual([
        "update-open",
        "deletion-open",
        "force-push-open",
        "check-not-required",
      ]);
    });

    it("says when it looked and whose App is meant", async () => {
      const { seen, app } = await subject.settings.read();
      expect(Date.parse(seen)).toBeGreaterThan(0);
      expect(app).toBeGreaterThan(0);
    });
  });
}
