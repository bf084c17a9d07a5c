import { localTime } from "../../../adapters/local-time.ts";
import type { Chance } from "../chance.ts";
import { KNOWN_ZONES } from "../zone-time.ts";
import { before, seenFrom, within } from "./moments.ts";
import { HEAD, known, type Luck, lost, OLDER } from "./people.ts";
import { FRESH, SOAKS, WORKFLOW } from "./policies.ts";

export const TRAINED = "e".repeat(40);
const BLOB = "1".repeat(40);

function check(chance: Chance, luck: Luck, name: string, id: number): unknown {
  const completed = chance.yes(luck);
  const app = chance.mostly(0.8 + luck / 5, "github-actions", "acme-ci");
  return {
    id,
    name,
    app,
    appId: app === "acme-ci" ? 9 : 15368,
    status: completed ? "completed" : chance.pick(["queued", "in_progress", "waiting"]),
    conclusion: completed ? chance.mostly(luck, "success", "failure", "neutral", "skipped") : null,
    commit: HEAD,
    startedAt: chance.yes(0.9) ? `2026-01-02T09:${String(id).padStart(2, "0")}:00Z` : null,
    ...(completed && chance.yes(0.95) ? { completedAt: seenFrom(chance, luck) } : {}),
    ...(chance.yes(0.9 + luck / 10) ? { workflow: chance.mostly(luck, WORKFLOW, null, "mine.yml") } : {}),
  };
}

function checksOf(chance: Chance, luck: Luck, commit: string): unknown {
  if (chance.yes((1 - luck) / 4)) return lost;
  const names = ["validate", "fairness", ...chance.some(["validate", "other"], 0)];
  const made = names
    .filter(() => chance.yes(0.6 + luck / 2.5))
    .map((name, at) => ({ ...Object(check(chance, luck, name, at + 1)), commit }));
  return known(chance.shuffled(made.map((one) => (chance.yes(0.97) ? one : { ...one, commit: OLDER }))));
}

function workflowFile(chance: Chance, luck: Luck, on: string): unknown {
  const judged = chance.mostly(luck, BLOB, "2".repeat(40), null);
  const governed = chance.mostly(luck, BLOB, null);
  return { on, path: WORKFLOW, blobs: chance.yes(luck) ? known({ judged, governed }) : lost };
}

export function randomChecks(chance: Chance, luck: Luck): Readonly<Record<string, unknown>> {
  const training = { repository: "acme/churn", commit: TRAINED, checks: checksOf(chance, luck, TRAINED) };
  const files = ["head", "training"].filter(() => chance.yes(luck));
  return {
    checks: checksOf(chance, luck, HEAD),
    ...(chance.yes(luck) ? { training } : {}),
    ...(chance.yes(0.5 + luck / 2) ? { shownSince: seenFrom(chance, luck) } : {}),
    ...(chance.yes(0.95) ? { workflowFiles: files.map((on) => workflowFile(chance, luck, on)) } : {}),
  };
}

const VALUES = [0, 0.2, 0.5, 0.8, 0.9, 0.95, 1.5, -1, "NaN", "Infinity", "-Infinity"];

function metricsOf(chance: Chance, luck: Luck, version: number): unknown {
  const metrics = ["auc", "loss", "zero", "big", "val/auc"]
    .filter(() => chance.yes(0.8 + luck / 5))
    .map((name) => {
      const usual = { auc: 0.9, loss: 0.1, zero: 0, big: 3, "val/auc": 0.8 }[name] ?? 0;
      return [name, name === "big" && chance.yes(0.2) ? 1e300 : chance.mostly(luck, usual, ...VALUES)];
    });
  return { version, metrics: Object.fromEntries(metrics) };
}

export function randomMetrics(chance: Chance, luck: Luck): Readonly<Record<string, unknown>> {
  const maybe = (share: number, version: number) =>
    chance.yes((1 - luck) / 3) ? lost : known(chance.yes(share) ? metricsOf(chance, luck, version) : null);
  const last = chance.yes((1 - luck) / 3) ? lost : known(metricsOf(chance, luck, 3));
  return {
    candidate: maybe(1, 2),
    holder: maybe(0.7, 1),
    baseline: maybe(0.8, 4),
    ...(chance.yes(0.5) ? { predecessor: last } : {}),
  };
}

/** Of these nobody can tell what they were trained on, or what they were made from. */
const UNTOLD = ["silent", "no-data", "stage", "not-a-version", "not-registered", "other-registry", "too-far"];

function ancestor(chance: Chance, luck: Luck): unknown {
  const training = chance.mostly((1 + luck) / 2, "known", "unreadable", ...UNTOLD);
  return { name: `churn@${chance.pick([1, 3, 4])}`, training };
}

export function randomData(chance: Chance, luck: Luck, at: string): Readonly<Record<string, unknown>> {
  const dated = chance.yes(luck) ? { dataReadSince: within(chance, at, chance.pick(FRESH)) } : {};
  const ancestry = chance.yes(0.5 + luck / 2)
    ? { ancestry: chance.list(0, 3, () => ancestor(chance, luck)) }
    : {};
  if (chance.yes((1 - luck) / 3)) return { ...dated, ...ancestry };
  const input = () => ({
    name: "data/train.csv",
    scheme: "dvc",
    role: chance.pick(["training", "evaluation", "other"]),
    strength: chance.mostly(0.5 + luck / 2, "A", "B", "C"),
  });
  return { ...dated, ...ancestry, data: chance.yes((1 - luck) / 2) ? lost : known(chance.list(0, 4, input)) };
}

/** When the version entered its stage, and the wall clocks of the zones, of which one may not be known. */
export function randomTimes(chance: Chance, luck: Luck, at: string): Readonly<Record<string, unknown>> {
  const since = chance.yes((1 - luck) / 4) ? null : before(chance, at, chance.pick(SOAKS));
  const zones = KNOWN_ZONES.filter(() => chance.yes(0.7 + luck * 0.3));
  return {
    ...(chance.yes(0.7 + luck * 0.3) ? { since } : {}),
    ...(chance.yes(0.97) ? { local: zones.map((zone) => localTime(at, zone)) } : {}),
  };
}
