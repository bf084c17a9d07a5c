import type { Chance } from "../chance.ts";
import { KNOWN_ZONES } from "../zone-time.ts";
import { AT_DATES } from "./moments.ts";

type Written = Readonly<Record<string, unknown>>;

export const TEAMS = ["acme/leads", "acme/risk", "acme/science"];
export const WORKFLOW = ".github/workflows/validate.yml";
/** Another workflow than the one that trains, which signs what it has made. */
export const SIGNING = ".github/workflows/attest.yml";
export const OTHER_PREDICATE = "https://acme.example/validated/v1";
const LEADS = { team: "acme/leads" };
const PRINCIPALS: readonly Written[] = [
  LEADS,
  { team: "acme/risk" },
  { team: "acme/science" },
  { user: "alice" },
  { user: "carol" },
  { user: "Erin" },
  { user: "renamed", id: 13 },
  { user: "alice", id: 12 },
  { permission: "write" },
  { permission: "maintain" },
  { permission: "admin" },
];
/** Of more than one person, so that any count can be met. */
const CROWDS = PRINCIPALS.filter((one) => !("user" in one));
const ROLES = ["requester", "author", "committer", "trainer", "co-author", "pusher"];
export const DEFAULT_ROLES = ROLES.slice(0, 4);
const LEVELS = ["development", "staging", "production"];
const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const HOURS = ["00:00-24:00", "16:00-24:00", "01:30-03:00", "02:00-02:30", "00:00-01:00", "09:00-17:30"];
export const FRESH = ["24h", "7d", "90d"];
export const SOAKS = ["30m", "24h", "7d"];
const MODELS = ["churn", "churn*", "c*n", "*", "*r*u*", "credit-*", "other"];
export const STAGE_NAMES = ["development", "staging", "production", "archived"];

const CONDITIONS = [
  "candidate.auc >= 0.8",
  "candidate.auc >= holder.auc - 0.005",
  'candidate["val/auc"] > 0.5',
  "candidate.auc > 0.99 || candidate.auc > holder.auc",
  "candidate.auc >= baseline.auc",
  "!(candidate.loss > 0.5) && candidate.auc > 0.1",
  "candidate.loss != candidate.auc",
  "candidate.auc / candidate.zero > 1",
  "candidate.zero == 0 || 1 / candidate.zero > 1",
  "candidate.auc > 0.7 && candidate.auc > holder.auc",
  "-candidate.loss < holder.loss * 2 + 1",
  "1 / 2 < candidate.auc",
  "candidate.big * candidate.big > 1",
  "!(candidate.auc < holder.loss)",
  "!(candidate.auc < 0.3 || !(holder.auc > 5)) || candidate.loss <= 1e-1",
  "candidate.auc > 1",
  "1 / candidate.zero > 1 || candidate.zero == 0",
  "holder.auc > 2 || candidate.auc > 0.95",
  "candidate.auc / candidate.zero > holder.auc",
  "candidate.zero == 0 || 1 / candidate.zero > holder.auc",
  "candidate.auc > 0.5 && !(holder.auc > candidate.auc / candidate.zero)",
  "(holder.auc < 1) == (candidate.auc < 0.9)",
];

/** What a stage cannot ask for: where nothing is displaced there is no holder, where versions enter no time before. */
type Without = "holder" | "soak";

/** Something of each kind, so that a kind that is added needs a line here. */
const KINDS: Readonly<Record<string, (chance: Chance, without: readonly Without[]) => unknown>> = {
  approvals,
  checks: (chance) => chance.some(["validate", "fairness"]).map((name) => check(chance, name)),
  card: (chance) => chance.pick(LEVELS),
  metrics: (chance, without) => {
    const read = chance.some(chance.shuffled(CONDITIONS).slice(0, 2));
    return without.includes("holder") ? read.map((text) => text.replaceAll("holder", "baseline")) : read;
  },
  data: (chance) => {
    const strength = chance.pick(["A", "B", "C"]);
    if (chance.yes(0.5)) return strength;
    const fresh = { freshFor: chance.pick(FRESH) };
    const lineage = { lineage: "known" };
    return { strength, ...chance.pick([fresh, lineage, { ...fresh, ...lineage }]) };
  },
  attestation,
  soak: (chance) => chance.pick(SOAKS),
  freeze: (chance) => chance.list(1, 2, () => freezeWindow(chance)),
};

export function approvals(chance: Chance): Written {
  const from = () =>
    chance.yes(0.15) ? "owners" : [chance.pick(CROWDS), ...chance.some(PRINCIPALS, 0).slice(0, 2)];
  const not = chance.yes(0.5) ? {} : { not: chance.some(ROLES, 0) };
  const count = () => chance.mostly(0.7, 1, 2, 2, 3);
  if (chance.yes(0.3)) return { each: chance.list(2, 3, () => ({ count: count(), from: from() })), ...not };
  return { count: count(), ...(chance.yes(0.8) ? { from: from() } : {}), ...not };
}

function attestation(chance: Chance): unknown {
  if (chance.yes(0.5)) return "required";
  return {
    ...(chance.yes(0.4) ? { workflow: SIGNING } : {}),
    ...(chance.yes(0.2) ? { predicate: OTHER_PREDICATE } : {}),
    ...(chance.yes(0.4) ? { runner: chance.mostly(0.7, "github-hosted", "self-hosted") } : {}),
  };
}

/** What the approvals of a block have to come after, where it asks for approvals. */
function withEvidence(chance: Chance, made: Written): Written {
  if (made.approvals === undefined || chance.yes(0.5)) return made;
  const kinds = made.checks === undefined ? ["decision"] : ["decision", "checks"];
  return { ...made, evidence: chance.some(chance.shuffled(kinds)) };
}

function check(chance: Chance, name: string): Written {
  return {
    name,
    app: chance.mostly<string | number>(0.8, "github-actions", 15368, "acme-ci"),
    ...(chance.yes(0.3) ? { on: chance.pick(["head", "training", "training"]) } : {}),
    ...(chance.yes(0.4) ? { workflow: WORKFLOW } : {}),
  };
}

function freezeWindow(chance: Chance): Written {
  const zone = chance.pick(KNOWN_ZONES);
  if (chance.yes(0.6)) {
    const hours = chance.yes(0.7) ? { hours: chance.pick(HOURS) } : {};
    return { days: chance.some(WEEKDAYS), ...hours, zone };
  }
  const [from, until] = [chance.pick(AT_DATES), chance.pick(AT_DATES)].toSorted();
  return { from, until, zone };
}

function block(chance: Chance, depth: number, share: number, without: readonly Without[] = []): Written {
  const possible = Object.entries(KINDS).filter(([kind]) => kind !== "soak" || !without.includes("soak"));
  const asked = possible.filter(() => chance.yes(share));
  const nested = depth < 3 && chance.yes(0.25);
  const inner = (least: number) => chance.list(least, 3, () => block(chance, depth + 1, 0.15, without));
  const some = asked.length > 0 || nested ? asked : [chance.pick(possible)];
  const made = Object.fromEntries(some.map(([kind, make]) => [kind, make(chance, without)]));
  return {
    ...withEvidence(chance, made),
    ...(nested && chance.yes(0.4) ? { all: inner(1) } : nested ? { any: inner(2) } : {}),
  };
}

function models(chance: Chance, approving: unknown, without: readonly Without[]): Written {
  const one = (): Written => {
    const {
      approvals: _,
      all: _all,
      any: _any,
      evidence: _weighed,
      ...rest
    } = block(chance, 3, 0.2, without);
    const stricter = chance.yes(0.5) ? { approvals: stricterThan(chance, approving as Stage) } : {};
    const alone = chance.yes(0.1) && approving !== undefined ? { evidence: ["decision"] } : {};
    const require = { ...alone, ...withEvidence(chance, { ...rest, ...stricter }) };
    return { stages: { production: { require: Object.keys(require).length > 0 ? require : { data: "C" } } } };
  };
  return Object.fromEntries(chance.list(1, 2, () => [chance.pick(MODELS), one()]));
}

interface Stage {
  readonly count?: number;
  readonly from?: unknown;
  readonly each?: readonly { readonly count: number; readonly from: unknown }[];
  readonly not?: readonly string[];
}

/** What a pattern may say beside the stage: more people, fewer who may, more parts that disqualify, more groups. */
function stricterThan(chance: Chance, stage: Stage | undefined): Written {
  if (stage === undefined) return approvals(chance);
  const { count = 1, from, not = DEFAULT_ROLES } = stage;
  const narrower = Array.isArray(from) ? from.slice(0, chance.int(1, from.length)) : (from ?? [LEADS]);
  const said: Written = {
    ...(chance.yes(0.4) ? { count: Math.min(3, count + 1) } : {}),
    ...(chance.yes(0.3) ? { not: ROLES.filter((role) => not.includes(role) || chance.yes(0.3)) } : {}),
    ...(stage.each === undefined && chance.yes(0.3) ? { from: narrower } : {}),
  };
  if (chance.yes(0.2)) {
    const { from: _from, count: _count, ...rest } = said;
    return { ...rest, each: chance.list(2, 2, () => ({ count: 1, from: [chance.pick(PRINCIPALS)] })) };
  }
  return Object.keys(said).length > 0 ? said : { count };
}

function waiver(chance: Chance): Written {
  return {
    model: chance.pick(MODELS),
    ...(chance.yes(0.3) ? { version: chance.int(1, 3) } : {}),
    stage: chance.mostly(0.85, "production", "staging"),
    requirement: chance.pick(["checks", "card", "metrics", "data", "attestation", "soak", "freeze"]),
    by: "alice",
    reason: "an exception for the sake of the test",
    expires: chance.pick(AT_DATES),
  };
}

/** A policy as people write it: usable in nearly all cases, and `checkPolicy` says which of them are not. */
export function randomPolicy(chance: Chance): Written {
  const share = chance.pick([0.1, 0.2, 0.35]);
  const one = chance.yes(0.65);
  const require = chance.yes(0.97) ? block(chance, 1, share, one ? [] : ["holder"]) : {};
  const some = (...without: Without[]) =>
    chance.yes(0.5) ? { require: block(chance, 2, share, ["holder", ...without]) } : {};
  return {
    schemaVersion: 1,
    stages: [
      { name: "development", ...some("soak") },
      { name: "staging", from: ["development"], ...some() },
      {
        name: "production",
        from: chance.mostly<unknown>(0.8, ["staging"], "any", ["development", "staging"]),
        ...(one ? { holders: "one", displaced: "archived" } : {}),
        ...(one && chance.yes(0.5) ? { rollback: block(chance, 2, share) } : {}),
        require,
      },
      { name: "archived", from: "any" },
    ],
    ...(chance.yes(0.15) ? { mode: "audit" } : chance.yes(0.2) ? { mode: "enforce" } : {}),
    ...(chance.yes(0.4) ? { waivers: chance.list(1, 3, () => waiver(chance)) } : {}),
    ...(chance.yes(0.35) ? { models: models(chance, require.approvals, one ? [] : ["holder"]) } : {}),
  };
}
