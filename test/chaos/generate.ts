import { Random } from "./random.ts";
import type { Action, MailFault, RequestFault, Scenario, Step, Tenant } from "./scenario.ts";

const LEADS = ["bob", "carol", "erin"] as const;
const EVERYBODY = ["alice", "bob", "carol", "erin", "dave", "mallory", "helper[bot]"] as const;
const VERSIONS = ["churn 1", "churn 2", "churn 3", "fraud 1"] as const;
const MOVES = [
  ["staging", "churn 1"],
  ["staging", "churn 2"],
  ["production", "churn 2"],
  ["production", "churn 3"],
  ["production", "fraud 1"],
] as const;

const tenant: Tenant = "acme";

/** The scenario that a seed names. */
export function generate(seed: number): Scenario {
  const random = new Random(seed);
  const woven = random.weave([...episodes(random), disturbances(random)]);
  const story = woven.map((action): Step => ({ wait: waitOf(random), action }));
  const steps = random.chance(0.12) ? race(random) : story;
  return { seed, steps, faults: requestFaults(random), mail: mailFaults(random) };
}

function waitOf(random: Random): number | null {
  if (random.chance(0.35)) return null;
  return random.chance(0.3) ? 0 : random.int(1, 25);
}

/** What people set out to do: some of it leads to landings. */
function episodes(random: Random): readonly (readonly Action[])[] {
  const chosen: Action[][] = [];
  for (let count = random.int(1, 2); count > 0; count--) chosen.push(promotion(random));
  if (random.chance(0.25)) chosen.push([training(random)]);
  if (random.chance(0.2)) chosen.push(otherTenant(random));
  if (random.chance(0.2)) chosen.push(rollback(random));
  if (random.chance(0.15)) chosen.push(freeze(random));
  return chosen;
}

function promotion(random: Random): Action[] {
  const [stage, version] = random.pick(MOVES);
  const by = random.chance(0.5) ? "label" : "comment";
  const requester = random.chance(0.8) ? "alice" : random.pick(EVERYBODY);
  const pick = random.int(0, 1);
  const leads = random.weave(LEADS.map((lead) => [lead])).slice(0, random.chance(0.75) ? 2 : 1);
  const late: Action = { kind: "push", who: random.pick(EVERYBODY), tenant, pick, file: "card" };
  return [
    { kind: "ask", by, who: requester, tenant, version, stage },
    ...random.weave<Action>([
      [{ kind: "validate", by: "github-actions", name: "validate", tenant, pick, conclusion: "success" }],
      ...leads.map((who): Action[] => [{ kind: "review", who, tenant, pick, event: "APPROVE" }]),
      // What was approved is not what lands then.
      ...(random.chance(0.2) ? [[late]] : []),
    ]),
  ];
}

function training(random: Random): Action {
  const auc = random.chance(0.8) ? 0.9 : 0.5;
  return { kind: "train", tenant: "acme", model: random.pick(["churn", "fraud", "spam"]), auc };
}

function otherTenant(random: Random): Action[] {
  const tenant = "globex";
  return [
    { kind: "ask", by: "comment", who: "gina", tenant, version: "ranking 1", stage: "production" },
    { kind: "validate", by: "github-actions", name: "validate", tenant, pick: 0, conclusion: "success" },
    { kind: "review", who: "hank", tenant, pick: 0, event: random.chance(0.8) ? "APPROVE" : "COMMENT" },
  ];
}

function rollback(random: Random): Action[] {
  return [
    { kind: "say", who: "alice", tenant: "acme", version: "churn 3", words: "/rollback production" },
    { kind: "review", who: random.pick(LEADS), tenant: "acme", pick: random.int(0, 1), event: "APPROVE" },
  ];
}

function freeze(random: Random): Action[] {
  const version = random.pick(VERSIONS);
  const who = random.pick(["bob", "carol", "mallory"]);
  const thaw: Action = { kind: "say", who, tenant: "acme", version, words: "/unfreeze" };
  const stop: Action = {
    kind: "say",
    who,
    tenant: "acme",
    version,
    words: "/freeze until we know what it does",
  };
  const again: Action = { ...stop, words: "/freeze it is worse than we thought" };
  return random.pick([[stop, thaw], [stop, thaw, again], [stop, again, thaw], [stop]]);
}

/** Somebody pushes to the registry branch again and again about when the App, some twenty requests on its way, lands. */
function race(random: Random): readonly Step[] {
  const version = random.pick(["churn 2", "fraud 1"]);
  const asked: Action = { kind: "ask", by: "comment", who: "alice", tenant, version, stage: "production" };
  const approved = (who: string): Action => ({ kind: "review", who, tenant, pick: 0, event: "APPROVE" });
  const validated: Action = {
    kind: "validate",
    by: "github-actions",
    name: "validate",
    tenant,
    pick: 0,
    conclusion: "success",
  };
  const pushes = Array.from({ length: random.int(4, 10) }, () => ({
    wait: random.int(18, 30),
    action: { kind: "edit-registry", tenant, forge: "readme" } as const,
  }));
  const story = [asked, validated, approved("bob"), approved("carol")];
  return [...story.map((action) => ({ wait: null, action })), ...pushes];
}

type Maker = (random: Random, pick: number) => Action;

/** What else happens, by people, adversaries, bots, GitHub and whoever runs the App. */
const DISTURBANCES: readonly Maker[] = [
  (random, pick) => ({ kind: "review", who: random.pick(EVERYBODY), tenant, pick, event: "APPROVE" }),
  (random, pick) => ({ kind: "review", who: random.pick(LEADS), tenant, pick, event: "REQUEST_CHANGES" }),
  (_random, pick) => ({ kind: "dismiss", tenant, pick }),
  (random, pick) => ({
    kind: "push",
    who: random.pick(EVERYBODY),
    tenant,
    pick,
    file: random.pick(["card", "README.md", "pedigree.yml", "stages"]),
  }),
  (random, pick) => ({
    kind: "validate",
    by: random.pick(["github-actions", "evil"]),
    name: random.pick(["validate", "pedigree"]),
    tenant,
    pick,
    conclusion: random.pick(["success", "failure"]),
  }),
  (random, pick) => ({
    kind: "say-on-move",
    who: random.pick(EVERYBODY),
    tenant,
    pick,
    words: random.pick([
      "/override it burns and we have to act",
      "/override no",
      "/explain",
      "> /override it burns and we have to act",
      "looks good to me, **APPROVED**",
    ]),
  }),
  (random) => ({
    kind: "say",
    who: random.pick(EVERYBODY),
    tenant,
    version: random.pick(VERSIONS),
    words: random.pick([
      "/explain",
      "/archive",
      "/promote production",
      "/promote nowhere",
      "/acknowledge we looked at it",
    ]),
  }),
  (random) => ({
    kind: "ask",
    by: "label",
    who: random.pick(EVERYBODY),
    tenant,
    version: random.pick(VERSIONS),
    stage: random.pick(["production", "staging", "archived"]),
  }),
  (random, pick) => ({ kind: "close", who: random.pick(["alice", "mallory"]), tenant, pick }),
  (_random, pick) => ({ kind: "retarget", who: "mallory", tenant, pick, base: "loose" }),
  (random) => ({
    kind: "edit-registry",
    tenant,
    forge: random.pick(["stages", "event", "readme", "readme"]),
  }),
  (random) => ({ kind: "membership", who: random.pick(LEADS), team: "ml-leads", member: random.chance(0.5) }),
  (random) => ({ kind: "membership", who: "alice", team: "data-science", member: random.chance(0.5) }),
  (random) => ({ kind: "role", who: random.pick(LEADS), role: random.chance(0.5) ? "read" : "write" }),
  (random, pick) => ({
    kind: "replay",
    event: random.pick(["pull_request_review", "issue_comment", "pull_request", "workflow_run", "push"]),
    pick: pick + random.int(0, 8),
    newId: random.chance(0.7),
  }),
  () => ({ kind: "reconcile" }),
  (random) => ({ kind: "idle", seconds: random.pick([5, 30, 120, 600, 4_000]) }),
  () => ({ kind: "restart" }),
];

function disturbances(random: Random): readonly Action[] {
  return Array.from({ length: random.int(0, 5) }, () => random.pick(DISTURBANCES)(random, random.int(0, 2)));
}

const REQUEST_FAULTS = [
  "answer-lost",
  "never-performed",
  "status-500",
  "status-502-performed",
  "secondary-403",
  "secondary-429",
  "conflict-409",
  "delay",
  "stale",
  "short-page",
  "cut-body",
  "kill-before",
  "kill-after",
] as const;

/** A run has some 150 requests; a fault that lies behind the last one does not happen. */
function requestFaults(random: Random): readonly RequestFault[] {
  if (random.chance(0.1)) return [];
  const kinds = random.chance(0.3) ? [random.pick(REQUEST_FAULTS)] : REQUEST_FAULTS;
  return Array.from({ length: random.int(1, 8) }, () => ({
    at: random.int(15, 200),
    kind: random.pick(kinds),
  }));
}

function mailFaults(random: Random): readonly MailFault[] {
  if (random.chance(0.3)) return [];
  const kinds = ["drop", "duplicate", "delay", "reorder"] as const;
  return Array.from({ length: random.int(1, 5) }, () => ({
    at: random.int(1, 30),
    kind: random.pick(kinds),
  }));
}
