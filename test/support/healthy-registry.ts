import type { Inspection } from "../../core/ports/inspection.ts";
import { APP_EVENTS, APP_PERMISSIONS } from "../../core/registry/app-needs.ts";
import { MemorySettings } from "./memory-settings.ts";
import { ada, grace, mary, POLICY } from "./registry-world.ts";

/** A registry from outside of which all can be seen and nothing is to be mended. */
export const healthy: Inspection = {
  fullName: "acme/registry",
  branch: "main",
  text: async (path) => (path === "pedigree.yml" ? POLICY : undefined),
  teamIsVisible: async () => true,
  members: async () => ({ known: true, value: [ada, grace, mary] }),
  account: async () => ({ known: true, value: ada }),
  isInstalledOn: async () => ({ known: true, value: true }),
  hasEnvironment: async () => ({ known: true, value: true }),
  settings: async () => ({ known: true, value: new MemorySettings() }),
  installation: async () => ({
    known: true,
    value: { permissions: APP_PERMISSIONS, events: APP_EVENTS, suspended: false },
  }),
  deliveries: async () => ({ known: true, value: { deliveries: [], complete: true } }),
};
