import { expect, it } from "vitest";
import { documents } from "../../adapters/importers/documents.ts";
import type { Account } from "../../core/people.ts";
import type { Inspection } from "../../core/ports/inspection.ts";
import { examinePeople } from "../../usecases/examine-people.ts";
import { healthy } from "../support/healthy-registry.ts";
import { ada, app, grace, mary, POLICY } from "../support/registry-world.ts";

const ACCOUNTS = [ada, grace, mary, app];
const FROM = "approvals: { count: 2, from: [{ team: acme/leads }] }";

interface World {
  readonly team?: readonly Account[];
  readonly asked?: string[];
}

/** What is said of a policy with this in place of its approvals, where the team has these members. */
async function told(approvals: string, { team = [grace, mary], asked = [] }: World = {}) {
  const policy = documents.policy(POLICY.replace(FROM, approvals));
  const look = {
    members: async (name: string) => {
      asked.push(name);
      return name === "acme/hidden"
        ? { known: false as const, reason: "the members of acme/hidden cannot be seen" }
        : { known: true as const, value: team };
    },
    account: async (login: string) => {
      asked.push(login);
      return { known: true as const, value: ACCOUNTS.find((one) => one.login === login) };
    },
  } satisfies Pick<Inspection, "members" | "account">;
  const found = await examinePeople({ inspection: { ...healthy, ...look }, policy });
  return found.map(({ level, what }) => `${level}: ${what}`);
}

const users = (...names: string[]) =>
  `approvals: { count: 1, from: [${names.map((name) => `{ user: ${name} }`).join(", ")}] }`;

it("is content with people who are there, and enough of them", async () => {
  expect(await told(users("ada", "grace"))).toEqual([expect.stringMatching(/^fine: everybody/)]);
  expect(await told("approvals: { count: 1, from: [{ team: acme/leads }] }")).toHaveLength(1);
});

it("finds whom nobody is called, and where", async () => {
  const [first, second] = await told(users("nobody", "ada", "grace"));
  expect(first).toBe("mend: stages[1].require.approvals.from[0] names nobody, and nobody is called that");
  expect(second).toBeUndefined();
});

it("finds a login that its account has given up, or that is another's by now", async () => {
  const gone = users("ada-before, id: 11", "grace", "mary");
  expect(await told(gone)).toContainEqual(expect.stringMatching(/^advice: .*account 11 still counts/));
  const [taken] = await told(users("ada, id: 99", "grace", "mary"));
  expect(taken).toMatch(/^mend: .*ada is account 11 by now; account 99 counts/);
});

it("finds a program where only people count, and leaves one that may ask", async () => {
  const bot = '"pedigree[bot]"';
  expect(await told(users(bot, "ada", "grace"))).toEqual([
    expect.stringMatching(/^mend: .*no person's account/),
  ]);
  const policy = documents.policy(POLICY.replace("{ team: acme/science }", `{ user: ${bot} }`));
  const look = {
    account: async () => ({ known: true as const, value: app }),
    members: async () => ({ known: true as const, value: [ada, grace, mary] }),
  };
  const found = await examinePeople({ inspection: { ...healthy, ...look }, policy });
  expect(found.map(({ level }) => level)).toEqual(["fine"]);
});

it.each([
  ["one too few", [grace], /^mend: stages\[1\]\.require\.approvals asks for 2, and 1 can approve/],
  ["only with a program", [grace, app], /^mend: .*and 1 can approve/],
  ["just enough, of whom one may be left out", [grace, mary], /^advice: .*no more than 2 can approve/],
] as const)("counts a team: %s", async (_, team, expected) => {
  expect(await told(FROM, { team })).toEqual([expect.stringMatching(expected)]);
});

it("says nothing where there is one more, or nobody is left out", async () => {
  expect(await told(FROM, { team: [ada, grace, mary] })).toEqual([expect.stringMatching(/^fine/)]);
  expect(await told(FROM.replace("] }", "], not: [] }"))).toEqual([expect.stringMatching(/^fine/)]);
});

it("counts nobody twice, and each group by itself", async () => {
  const both = "approvals: { count: 3, from: [{ team: acme/leads }, { user: grace }] }";
  expect(await told(both)).toEqual([expect.stringMatching(/^mend: .*asks for 3, and 2 can/)]);
  const each =
    "approvals: { each: [{ count: 3, from: [{ team: acme/leads }] }, { from: [{ team: acme/risk }] }] }";
  expect(await told(each)).toEqual([expect.stringMatching(/^mend: .*approvals\.each\[0\] asks for 3/)]);
});

it("does not guess what cannot be seen, or who owns a model", async () => {
  const hidden = "approvals: { from: [{ team: acme/hidden }] }";
  expect(await told(hidden)).toEqual([expect.stringMatching(/^unknown: .*acme\/hidden cannot be seen/)]);
  expect(await told("approvals: { count: 9, from: owners }")).toEqual([]);
  expect(await told("approvals: { count: 9, from: [{ permission: admin }] }")).toEqual([]);
});

it("asks about everybody once", async () => {
  const asked: string[] = [];
  await told("approvals: { from: [{ team: acme/leads }, { user: ada }], count: 1 }", { asked });
  expect(asked.toSorted()).toEqual(["acme/leads", "ada"]);
});
