import { describe, expect, it } from "vitest";
import type { Protection, Ruleset, Settings } from "../../../core/policy/settings.ts";
import { auditSettings } from "../../../core/registry/audit-settings.ts";
import { GUARDED } from "../../support/memory-settings.ts";

const [GUARD] = GUARDED.rulesets;

function audit(change: Partial<Ruleset>, rest: Partial<Protection> = {}) {
  if (GUARD === undefined) throw new Error("no ruleset");
  const value = { ...GUARDED, rulesets: [{ ...GUARD, ...change }], ...rest };
  return of({ known: true, value });
}
function of(protection: Settings["protection"]) {
  return auditSettings({ seen: "2026-01-31T12:00:00Z", app: 1, protection });
}
const codes = (found: ReturnType<typeof auditSettings>) => found.map(({ code, level }) => `${level} ${code}`);
const without = (rule: string) => ({ rules: GUARD?.rules.filter((one) => one !== rule) ?? [] });

describe("settings", () => {
  it("are in order where only the App may update the branch and its own check is required", () => {
    expect(audit({})).toEqual([]);
  });

  it.each([
    ["an open update", without("update"), ["weak update-open"]],
    ["an open deletion", without("deletion"), ["weak deletion-open"]],
    ["open force pushes", without("non_fast_forward"), ["weak force-push-open"]],
    ["no required check", { checks: [{ name: "ci", appId: 1 }] }, ["weak check-not-required"]],
    ["any source", { checks: [{ name: "pedigree", appId: null }] }, ["weak check-any-source"]],
    ["another App", { checks: [{ name: "pedigree", appId: 2 }] }, ["weak check-other-source"]],
    ["an exemption of the App itself", { own: "exempt" as const }, ["weak bypass-exempt"]],
    [
      "an App that is shut out",
      { own: "never" as const, bypass: { known: true as const, value: [] } },
      ["weak app-shut-out"],
    ],
    [
      "a list that is not shown",
      { bypass: { known: false as const, reason: "hidden" } },
      ["unknown bypass-unseen"],
    ],
    ["a merge queue", { rules: [...(GUARD?.rules ?? []), "merge_queue"] }, ["weak merge-queue"]],
  ])("with %s are found out", (_, change, expected) => {
    expect(codes(audit(change))).toEqual(expected);
  });

  it.each(["role", "team", "user", "organization-admin", "deploy-key", "app", "other"] as const)(
    "with somebody else on the bypass list are found out: %s",
    (kind) => {
      const own = { kind: "app", id: 1, mode: "always" } as const;
      const value = [own, { kind, id: 5, mode: "always" as const }];
      expect(codes(audit({ bypass: { known: true, value } }))).toEqual(["weak bypass-others"]);
      const exempt = [own, { kind, id: 5, mode: "exempt" as const }];
      expect(codes(audit({ bypass: { known: true, value: exempt } }))).toEqual([
        "weak bypass-exempt",
        "weak bypass-others",
      ]);
    },
  );

  it("do not let a strict second source heal the pin to the App, nor hurt it", () => {
    const checks = [
      { name: "pedigree", appId: null },
      { name: "pedigree", appId: 1 },
    ];
    expect(audit({ checks })).toEqual([]);
  });

  it("name the ruleset that only evaluates, where nothing else guards the branch", () => {
    const found = audit({}, { rulesets: [], evaluating: ["trial"] });
    expect(found.at(-1)).toMatchObject({ code: "evaluate-only", ruleset: "trial", level: "weak" });
    expect(audit({}, { evaluating: ["trial"] })).toEqual([]);
  });

  it("leave rulesets alone that guard something else", () => {
    const other: Ruleset = {
      id: 2,
      name: "signatures",
      rules: ["required_signatures"],
      checks: [],
      bypass: { known: true, value: [{ kind: "team", id: 9, mode: "always" }] },
      own: "never",
    };
    expect(audit({}, { rulesets: [...GUARDED.rulesets, other] })).toEqual([]);
  });

  it("that cannot be seen are unknown, with the reason", () => {
    const [found, ...more] = of({ known: false, reason: "GitHub did not answer" });
    expect(more).toEqual([]);
    expect(found).toMatchObject({ code: "settings-unseen", level: "unknown" });
    expect(found?.what).toContain("GitHub did not answer");
  });

  it("are told with weaknesses first", () => {
    const found = audit({ ...without("deletion"), bypass: { known: false, reason: "hidden" } });
    expect(found.map(({ level }) => level)).toEqual(["weak", "unknown"]);
  });
});
