import { Jobs } from "../../app/jobs.ts";
import { Lanes } from "../../app/lanes.ts";
import type { IssueComment, OpenRegistry } from "../../core/ports/registries.ts";
import { MemoryGates } from "./memory-gates.ts";
import { MemoryRuns } from "./memory-runs.ts";
import type { RegistryWorld } from "./registry-world.ts";

/** The App's jobs and lanes over registries in memory: what the App does, without GitHub and without webhooks. */
export interface MemoryApp {
  readonly jobs: Jobs;
  /** Comments by id, which a `command` job reads. */
  readonly comments: Map<number, IssueComment>;
  /** When nothing is under way. */
  idle(): Promise<void>;
}

export function startMemoryApp(worlds: ReadonlyMap<string, RegistryWorld>): MemoryApp {
  const [first] = worlds.values();
  if (first === undefined) throw new Error("no world");
  const lanes = new Lanes();
  const comments = new Map<number, IssueComment>();
  const open = async (fullName: string): Promise<OpenRegistry | undefined> => {
    const ports = worlds.get(fullName)?.ports;
    if (ports === undefined) return undefined;
    const { repository, pulls, checks, people, settings, clock } = ports;
    const { stickyComments, deployments, announcements, registrationChecks } = ports;
    const registry = { ...ports.registry, fullName };
    const unedited = async (id: number) => comments.get(id);
    return {
      registry,
      repository,
      pulls,
      checks,
      people,
      settings,
      stickyComments,
      deployments,
      announcements,
      registrationChecks,
      clock,
      comments: { unedited },
      lacking: [],
    };
  };
  const { documents, renderer, curves, attestations } = first.ports;
  const jobs = new Jobs({
    registries: { open, lookAgain: async () => {}, forgetSettings: async () => {} },
    runs: worlds.size === 1 ? first.ports.runs : new MemoryRuns(),
    desks: { open: async () => undefined },
    documents,
    renderer,
    curves,
    attestations,
    gates: new MemoryGates(),
    registryNames: async () => [...worlds.keys()],
    registriesKnownBy: "listed",
    lanes,
    say: () => {},
  });
  return { jobs, comments, idle: () => lanes.idle() };
}
