import type { Chance } from "../chance.ts";
import { randomMoment } from "./moments.ts";
import { HEAD, known, type Luck, lost, OLDER, randomPeople } from "./people.ts";
import { approvals } from "./policies.ts";

const MODELS = ["churn", "credit", "new"];
/** What people edit, and what they should not. */
const PATHS = [
  "pedigree.yml",
  "models/churn/model.yml",
  "models/churn/versions/1/card.md",
  "models/churn/versions/1/evidence/later.sigstore.json",
  "models/credit/model.yml",
  "models/new/model.yml",
  "templates/model-card.md",
];
const FOREIGN = [
  "README.md",
  "models/README.md",
  "models/churn/stages.json",
  "models/churn/log/000001-registered.json",
  "models/churn/versions/1/run.json",
  "models/churn/versions/1/evidence/notes.txt",
  "models/churn/versions/1/notes/card.md",
  "log/000001-edited.json",
  "models",
  "stages.json",
  ".github/workflows/validate.yml",
  ".github/dependabot.yml",
  "templates/ä.md",
];
const PATTERNS = [
  ["pedigree.yml"],
  ["models/**"],
  ["templates/*", "README.md"],
  ["models/churn/**"],
  ["models/*/model.yml"],
  ["**/card.md", ".github/**"],
  ["**"],
];

export function randomEditPolicy(chance: Chance): Readonly<Record<string, unknown>> {
  const edit = [
    { paths: chance.pick([["pedigree.yml"], ["*.yml"], ["**"]]), approvals: approvals(chance) },
    {
      paths: chance.pick([["models/**"], ["**"], ["models/**", "templates/*"]]),
      approvals: approvals(chance),
    },
    ...chance.list(0, 2, () => ({ paths: chance.pick(PATTERNS), approvals: simple(chance) })),
  ];
  return {
    schemaVersion: 1,
    access: { register: [], ...(chance.yes(0.98) ? { edit } : {}) },
    stages: [{ name: "development" }],
    ...(chance.yes(0.1) ? { mode: "audit" } : {}),
  };
}

function simple(chance: Chance): Readonly<Record<string, unknown>> {
  return { count: 1, from: chance.yes(0.4) ? "owners" : [{ team: "acme/leads" }] };
}

const file = (digit: string, mode = "100644") => ({ blob: digit.repeat(40), mode });

function edited(chance: Chance, luck: Luck, path: string): unknown {
  const share = 0.8 + luck / 5;
  const base = chance.mostly(0.8, file("1"), null);
  return {
    path,
    base,
    tip: chance.mostly(share, base, file("3"), null, file("1", "100755")),
    head: chance.mostly(share, chance.mostly(0.9, file("2"), null), file("2", "120000"), file("2", "160000")),
  };
}

function touched(chance: Chance, luck: Luck): readonly unknown[] {
  if (chance.yes((1 - luck) / 20)) {
    return Array.from({ length: chance.int(99, 102) }, (_, at) => edited(chance, 1, `models/churn/${at}`));
  }
  const usual = chance.shuffled(PATHS).slice(0, chance.mostly(luck, chance.int(1, 2), 0, 3));
  const foreign = chance.yes(0.4 + luck / 2) ? [] : chance.some(chance.shuffled(FOREIGN).slice(0, 2));
  return [...usual, ...foreign].map((path) => edited(chance, luck, path));
}

function around(chance: Chance): unknown {
  const commit = () => ({
    commit: OLDER,
    author: null,
    paths: chance.some([...PATHS, "log/000001-edited.json"]),
    morePaths: chance.mostly(0.7, 0, 3),
  });
  return chance.list(1, 2, commit);
}

export function randomEditFacts(chance: Chance): Readonly<Record<string, unknown>> {
  const luck: Luck = chance.pick([1, 1, 0.97, 0.97, 0.9, 0.7]);
  const { owners: _, otherTrainers: _none, ...people } = randomPeople(chance, luck);
  const owners = [{ user: "carol" }, { user: "dave" }, { team: "acme/risk" }];
  const rare = (share: number, what: unknown) => (chance.yes(share * (1.1 - luck)) ? what : []);
  return {
    ...people,
    schemaVersion: 1,
    kind: "edit",
    at: randomMoment(chance),
    head: HEAD,
    tip: "c".repeat(40),
    base: "c".repeat(40),
    trainer: null,
    owners: Object.fromEntries(
      MODELS.filter((name) => name !== "new" || chance.yes(0.2)).map((name) => [
        name,
        chance.some(owners, 0),
      ]),
    ),
    paths: chance.yes((1.1 - luck) / 5) ? lost : known(touched(chance, luck)),
    clashes: rare(0.1, ["models/Churn"]),
    problems: chance.yes((1.1 - luck) / 5) ? lost : known(rare(0.3, [{ path: "a", problem: "b" }])),
    others: chance.yes((1.1 - luck) / 5) ? lost : known(rare(0.3, [7])),
    ...(chance.yes(0.1) ? { around: around(chance), trusted: OLDER } : {}),
  };
}
