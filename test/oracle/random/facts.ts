import type { Chance } from "../chance.ts";
import { randomAttestations } from "./attestations.ts";
import { randomCard } from "./card.ts";
import { randomChecks, randomData, randomMetrics, randomTimes } from "./evidence.ts";
import { randomMoment } from "./moments.ts";
import { HEAD, known, type Luck, lost, PEOPLE, randomPeople } from "./people.ts";
import { STAGE_NAMES } from "./policies.ts";

interface Move {
  readonly model: string;
  readonly version: number;
  readonly from: string | null;
  readonly to: string;
  readonly kind?: "rollback";
}

function randomMove(chance: Chance): Move {
  const [model, version] = ["churn", 2];
  if (chance.yes(0.1)) return { model, version, from: null, to: "development" };
  if (chance.yes(0.15)) return { model, version, from: "archived", to: "production", kind: "rollback" };
  if (chance.yes(0.1)) return { model, version, from: "development", to: "staging" };
  if (chance.yes(0.05)) {
    return { model, version, from: chance.pick(STAGE_NAMES), to: chance.pick(STAGE_NAMES) };
  }
  return { model, version, from: "staging", to: "production" };
}

/** Where the versions stand: mostly as the move says, now and then elsewhere, nowhere or twice. */
function standing(chance: Chance, { from, version }: Move): Readonly<Record<string, unknown>> {
  const where = chance.mostly(0.92, from === null ? [] : [from], [], [chance.pick(STAGE_NAMES)], STAGE_NAMES);
  return Object.fromEntries(
    STAGE_NAMES.map((name) => {
      const other = name === "production" ? chance.mostly(0.6, [1], [], [1, 3]) : [];
      return [name, [...other, ...(where.includes(name) ? [version] : [])]];
    }),
  );
}

function changed(chance: Chance, { model, version, from }: Move): unknown {
  if (chance.yes(0.02)) return lost;
  const own = [`models/${model}/stages.json`, `models/${model}/log/000003-moved.json`];
  const card = `models/${model}/versions/${version}/card.md`;
  const usual = [
    ...own,
    ...(chance.yes(0.3) ? [card] : []),
    ...(from === null ? [card.replace("card.md", "run.json")] : []),
  ];
  const foreign = [
    "pedigree.yml",
    "models/other/stages.json",
    `models/${model}/versions/1/card.md`,
    "README.md",
    `models/${model}/versions/${version}/version.json`,
    `models/${model}/model.yml`,
    `models/${model}/log`,
    `models/${model}/logs/1.json`,
    `models/${model}/versions/${version}0/run.json`,
  ];
  return known(chance.yes(0.95) ? usual : [...usual, chance.pick(foreign)]);
}

function halt(chance: Chance, at: string): Readonly<Record<string, unknown>> {
  const frozen = { by: PEOPLE[0], reason: "an incident", since: at };
  const ungoverned = { since: at, commits: ["f".repeat(40)] };
  const usual = chance.yes(0.93);
  if (usual) return {};
  return { halt: { ...(chance.yes(0.7) ? { frozen } : {}), ...(chance.yes(0.4) ? { ungoverned } : {}) } };
}

/** Facts as they are gathered, before the schema has seen them. */
export function randomFacts(chance: Chance): Readonly<Record<string, unknown>> {
  const luck: Luck = chance.pick([1, 0.97, 0.97, 0.9, 0.7, 0.5]);
  const move = randomMove(chance);
  const at = randomMoment(chance);
  return {
    schemaVersion: 1,
    move,
    at,
    head: HEAD,
    tip: "c".repeat(40),
    holders: standing(chance, move),
    ...(move.kind === "rollback" && chance.yes(0.95) ? { former: chance.mostly(0.9, [3, 2], [2], [3]) } : {}),
    changedPaths: changed(chance, move),
    card: randomCard(chance, luck),
    ...halt(chance, at),
    ...randomPeople(chance, luck),
    ...randomChecks(chance, luck),
    ...randomMetrics(chance, luck),
    ...randomData(chance, luck, at),
    ...randomAttestations(chance, luck),
    ...randomTimes(chance, luck, at),
  };
}
