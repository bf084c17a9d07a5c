import type { Protection, Settings } from "../../core/policy/settings.ts";
import type { BranchSettings } from "../../core/ports/branch-settings.ts";

/** A branch that only the App, number 1, may update, and where its own check is required. */
export const GUARDED: Protection = {
  rulesets: [
    {
      id: 1,
      name: "registry",
      rules: ["deletion", "non_fast_forward", "required_status_checks", "update"],
      checks: [{ name: "pedigree", appId: 1 }],
      bypass: { known: true, value: [{ kind: "app", id: 1, mode: "always" }] },
      own: "always",
    },
  ],
  evaluating: [],
};

/** The settings of a registry branch in memory; a test changes `protection`. */
export class MemorySettings implements BranchSettings {
  protection: Settings["protection"] = { known: true, value: GUARDED };

  async read(): Promise<Settings> {
    return { seen: "2026-01-31T12:00:00Z", app: 1, protection: this.protection };
  }
}
