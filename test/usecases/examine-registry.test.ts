import { describe, expect, it } from "vitest";
import { documents } from "../../adapters/importers/documents.ts";
import type { Inspection } from "../../core/ports/inspection.ts";
import { APP_EVENTS, APP_PERMISSIONS } from "../../core/registry/app-needs.ts";
import { examineRegistry } from "../../usecases/examine-registry.ts";
import { healthy } from "../support/healthy-registry.ts";
import { MemorySettings } from "../support/memory-settings.ts";
import { grace, POLICY } from "../support/registry-world.ts";

const ATTESTED = POLICY.replace("metrics:", "attestation: required\n      metrics:");

async function notFine(change: Partial<Inspection>) {
  const found = await examineRegistry({ ...healthy, ...change }, documents);
  return found.flatMap(({ about, level, what }) =>
    ["fine", "advice"].includes(level) ? [] : [`${level} ${about}: ${what}`],
  );
}
const installed = (change: Record<string, unknown>) => ({
  installation: async () => ({
    known: true as const,
    value: { permissions: APP_PERMISSIONS, events: APP_EVENTS, suspended: false, ...change },
  }),
});
const hidden = async () => ({ known: false as const, reason: "hidden" });

describe("examineRegistry", () => {
  it("finds the trusted root where attestations are asked for", async () => {
    const text = async (path: string) => (path === "pedigree.yml" ? ATTESTED : "{}");
    expect(await notFine({ text })).toEqual([]);
  });

  it("finds everything fine in a registry that is", async () => {
    const found = await examineRegistry(healthy, documents);
    const advice = found.filter(({ level }) => level !== "fine");
    expect(advice).toMatchObject([
      { about: "policy", level: "advice", what: expect.stringContaining("stages[2]") },
    ]);
    const about = new Set(found.map((one) => one.about));
    expect(about).toEqual(new Set(["policy", "teams", "people", "app", "reach", "settings", "webhooks"]));
  });

  it.each([
    ["no policy", { text: async () => undefined }, "mend policy"],
    ["a policy that cannot be used", { text: async () => "stages: 1\n" }, "mend policy"],
    [
      "a team that is not there",
      { teamIsVisible: async (team: string) => team !== "acme/leads" },
      "mend teams: the team acme/leads",
    ],
    [
      "no trusted root where attestations are asked for",
      { text: async (path: string) => (path === "pedigree.yml" ? ATTESTED : undefined) },
      "mend attestation: the policy asks for attestations",
    ],
    ["no App", { installation: async () => ({ known: true as const, value: undefined }) }, "mend app"],
    ["a suspended App", installed({ suspended: true }), "mend app: its installation is suspended"],
    [
      "too few permissions",
      installed({ permissions: { ...APP_PERMISSIONS, checks: "read" } }),
      "mend app: it lacks permissions: checks: write",
    ],
    [
      "too many permissions",
      installed({ permissions: { ...APP_PERMISSIONS, workflows: "write" } }),
      "mend app: it holds more permissions than it needs: workflows: write",
    ],
    [
      "events that nobody sends",
      installed({ events: APP_EVENTS.filter((event) => event !== "push") }),
      "mend app: it is not told of: push",
    ],
    [
      "webhooks that do not arrive",
      {
        deliveries: async () => ({
          known: true as const,
          value: {
            deliveries: [{ id: 1, guid: "a", at: "2026-01-31", delivered: false, repeated: false }],
            complete: true,
          },
        }),
      },
      "mend webhooks: 1 webhooks",
    ],
    [
      "a team that is too small",
      { members: async () => ({ known: true as const, value: [grace] }) },
      "mend people: stages[1].require.approvals asks for 2, and 1 can approve",
    ],
    ["unseen members", { members: hidden }, "unknown people: whether stages[1].require.approvals can be met"],
    [
      "a repository that the App does not reach",
      { isInstalledOn: async () => ({ known: true as const, value: false }) },
      "mend reach: the App is not installed on acme/churn",
    ],
    ["an unseen reach", { isInstalledOn: hidden }, "unknown reach: whether the App reaches acme/churn"],
    ["an unseen installation", { installation: hidden }, "unknown app"],
    ["unseen webhooks", { deliveries: hidden }, "unknown webhooks"],
    ["an App that cannot be told", { settings: hidden }, "unknown settings"],
  ])("finds out %s, and nothing else", async (_, change, expected) => {
    const found = await notFine(change);
    expect(found).toEqual([expect.stringContaining(expected)]);
  });

  it("lets the App hold the permissions that only make it notice sooner", async () => {
    const permissions = { ...APP_PERMISSIONS, administration: "read", merge_queues: "read" };
    expect(await notFine(installed({ permissions }))).toEqual([]);
  });

  it("says of an open branch that a classic protection could not be seen", async () => {
    const settings = new MemorySettings();
    settings.protection = { known: true, value: { rulesets: [], evaluating: [] } };
    const found = await notFine({ settings: async () => ({ known: true, value: settings }) });
    expect(found).toHaveLength(5);
    expect(found.at(-1)).toMatch(/^unknown settings: a classic branch protection/);
  });
});
