import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decideEdit } from "../../../core/policy/decide-edit.ts";
import { type EditFacts, editFactsSchema } from "../../../core/policy/edit-facts.ts";
import type { Policy } from "../../../core/policy/policy.ts";
import { ALICE, BOB, CAROL, HEAD, OLDER, policy, REQUESTER, review } from "../../support/facts.ts";
import { law } from "../../support/law.ts";

const LEADS = { from: [{ team: "acme/ml-leads" }] };
const EDIT = [
  { paths: ["pedigree.yml"], approvals: { count: 2, ...LEADS } },
  { paths: ["models/**"], approvals: { count: 1, from: "owners" } },
  { paths: ["templates/*"], approvals: { count: 1, ...LEADS } },
];
const governed = (edit: unknown = EDIT, part: Record<string, unknown> = {}): Policy =>
  policy({}, { access: { edit }, ...part });

const blob = (letter: string) => ({ blob: letter.repeat(40), mode: "100644" });
const edited = (path: string, part: Record<string, unknown> = {}) => ({
  path,
  base: blob("1"),
  tip: blob("1"),
  head: blob("2"),
  ...part,
});

/** An edit of the policy by the requester that alice and bob, both leads, have approved. */
function editFacts(part: Record<string, unknown> = {}): EditFacts {
  return editFactsSchema.parse({
    schemaVersion: 1,
    kind: "edit",
    at: "2026-01-02T12:00:00Z",
    head: HEAD,
    tip: "c".repeat(40),
    base: "c".repeat(40),
    requester: REQUESTER,
    trainer: null,
    authors: { known: true, value: [REQUESTER] },
    committers: { known: true, value: [REQUESTER] },
    reviews: { known: true, value: [review(), review({ user: BOB })] },
    memberships: [ALICE, BOB].map(({ id }) => ({ team: "acme/ml-leads", userId: id, state: "active" })),
    reviewers: [ALICE, BOB, CAROL].map(({ id }) => ({ userId: id, mayWrite: true, permission: "write" })),
    owners: {},
    paths: { known: true, value: [edited("pedigree.yml")] },
    clashes: [],
    problems: { known: true, value: [] },
    others: { known: true, value: [] },
    ...part,
  });
}

const paths = (...names: readonly string[]) => ({ known: true, value: names.map((name) => edited(name)) });
const open = (by: Policy, facts: EditFacts) =>
  decideEdit(by, facts).requirements.flatMap(({ kind, status }) =>
    status === "passed" ? [] : [`${kind} ${status}`],
  );

describe("an edit", () => {
  it("is allowed with what its entry asks for", () => {
    const decision = decideEdit(governed(), editFacts());
    expect(decision).toMatchObject({ schemaVersion: 1, kind: "edit-decision" });
    expect(decision.allowed).toBe(true);
    expect(decision.requirements.at(-1)).toMatchObject({
      kind: "approvals",
      title: "2 approvals from acme/ml-leads for pedigree.yml",
    });
  });

  it("needs one more approval for somebody without an account, and none for a trainer, whom it does not have", () => {
    const alone = { count: 1, ...LEADS, not: ["trainer", "author"] };
    const one = { reviews: { known: true, value: [review()] } };
    const by = governed([{ paths: ["**"], approvals: alone }]);
    expect(open(by, editFacts(one))).toEqual([]);
    expect(open(by, editFacts({ ...one, authors: { known: true, value: [null] } }))).toEqual([
      "approvals pending",
    ]);
  });

  it("is not allowed where nothing is governed", () => {
    expect(decideEdit(policy(), editFacts()).allowed).toBe(false);
  });

  it.each([
    ["one approval", { reviews: { known: true, value: [review()] } }, "approvals pending"],
    [
      "an approval of an older head",
      { reviews: { known: true, value: [review(), review({ user: BOB, commit: OLDER })] } },
      "approvals pending",
    ],
    [
      "its author's own approval",
      { requester: BOB, authors: { known: true, value: [BOB] } },
      "approvals pending",
    ],
    [
      "a request for changes",
      {
        reviews: {
          known: true,
          value: [review(), review({ user: BOB }), review({ user: ALICE, state: "changes_requested" })],
        },
      },
      "approvals failed",
    ],
    [
      "a bot's approval",
      { reviews: { known: true, value: [review(), review({ user: { ...BOB, bot: true } })] } },
      "approvals pending",
    ],
    ["reviews that were not read", { reviews: { known: false, reason: "lost" } }, "approvals unknown"],
    ["paths that were not read", { paths: { known: false, reason: "lost" } }, "edit-paths unknown"],
    ["files that were not read", { problems: { known: false, reason: "many" } }, "edit-documents unknown"],
    ["commits that were not read", { others: { known: false, reason: "many" } }, "edit-commits unknown"],
    [
      "a link at its base",
      {
        paths: {
          known: true,
          value: [
            edited("pedigree.yml", {
              base: { ...blob("1"), mode: "120000" },
              tip: { ...blob("1"), mode: "120000" },
            }),
          ],
        },
      },
      "edit-files failed",
    ],
    [
      "a file changed since",
      { paths: { known: true, value: [edited("pedigree.yml", { tip: blob("3") })] } },
      "edit-base failed",
    ],
    [
      "a file added since",
      { paths: { known: true, value: [edited("templates/x", { base: null })] } },
      "edit-base failed",
    ],
  ])("is not allowed with %s", (_, part, problem) => {
    const facts = editFacts(part);
    expect(open(governed(), facts)).toContain(problem);
    expect(decideEdit(governed(), facts).allowed).toBe(false);
  });

  it("asks the owners of every touched model", () => {
    const owners = { churn: [{ user: "alice" }], credit: [{ user: "carol" }] };
    const facts = editFacts({ owners, paths: paths("models/churn/model.yml", "models/credit/model.yml") });
    const { requirements } = decideEdit(governed(), facts);
    const approvals = requirements.filter(({ kind }) => kind === "approvals");
    expect(approvals.map(({ status, title }) => [status, title])).toEqual([
      ["passed", "1 approval from the owners, alice for models/churn/model.yml"],
      ["pending", "1 approval from the owners, carol for models/credit/model.yml"],
    ]);
  });

  it("asks who may edit the policy where a model has no owners yet", () => {
    const facts = editFacts({ paths: paths("models/new/model.yml") });
    expect(decideEdit(governed(), facts).requirements.at(-1)?.title).toContain(
      "2 approvals from acme/ml-leads",
    );
  });

  it("has nobody to ask where owners are meant and no model is touched", () => {
    const by = governed([...EDIT, { paths: ["README.md"], approvals: { count: 1, from: "owners" } }]);
    const facts = editFacts({ paths: paths("README.md") });
    expect(open(by, facts)).toEqual(["approvals failed"]);
  });

  it("lands in no audit before it is approved", () => {
    const facts = editFacts({ reviews: { known: true, value: [] } });
    expect(decideEdit(governed(EDIT, { mode: "audit" }), facts).allowed).toBe(false);
  });

  it("is judged along with what went around the gate, however much that was", () => {
    const around = (named: readonly string[], morePaths: number) => [
      { commit: OLDER, author: null, paths: named, morePaths },
    ];
    const trusted = "d".repeat(40);
    const one = { reviews: { known: true, value: [review()] }, paths: paths("templates/x"), trusted };
    expect(decideEdit(governed(), editFacts(one)).allowed).toBe(true);
    for (const part of [around(["pedigree.yml"], 0), around(["templates/y"], 7)]) {
      expect(open(governed(), editFacts({ ...one, around: part }))).toEqual(["approvals pending"]);
    }
  });
});

describe("what an edit may touch", () => {
  const one = (
    kind: string,
    part: Record<string, unknown>,
    by = governed([{ paths: ["**"], approvals: {} }]),
  ) => decideEdit(by, editFacts(part)).requirements.find((result) => result.kind === kind);
  const known = (...value: unknown[]) => ({ known: true, value });
  const many = (number: number) => paths(...Array.from({ length: number }, (_, at) => `templates/t${at}`));

  it("is all that is asked, each by its own result, and workflows and what went around only where there are any", () => {
    const kinds = decideEdit(governed(), editFacts()).requirements.map(({ kind, found }) => [kind, found]);
    expect(kinds.slice(0, -1)).toEqual([
      ["edit-size", "1 file"],
      ["edit-records", "nothing else"],
      ["edit-coverage", "nothing else"],
      ["edit-files", "nothing else"],
      ["edit-base", "nothing else"],
      ["edit-documents", "nothing else"],
      ["edit-commits", "nothing else"],
    ]);
  });

  it.each([
    [0, "failed", "no difference"],
    [2, "passed", "2 files"],
    [100, "passed", "100 files"],
    [101, "failed", "101 files"],
  ])("%i files: %s", (number, status, found) => {
    expect(one("edit-size", { paths: many(number) })).toMatchObject({ status, found });
  });

  it("is no record, which is not said twice", () => {
    const touched = { paths: paths("models/churn/stages.json", "README.md") };
    expect(one("edit-records", touched, governed())).toMatchObject({
      status: "failed",
      found: "models/churn/stages.json",
    });
    expect(one("edit-coverage", touched, governed())).toMatchObject({ status: "failed", found: "README.md" });
    expect(one("edit-coverage", touched)?.status).toBe("passed");
  });

  it("is no workflow", () => {
    const touched = { paths: paths(".GitHub/workflows/x.yml", "docs/.github/workflows/y.yml") };
    expect(one("edit-workflows", touched)).toMatchObject({
      status: "failed",
      found: ".GitHub/workflows/x.yml",
    });
  });

  it("is an ordinary file, of which five are named", () => {
    const executable = { head: { ...blob("2"), mode: "100755" } };
    const strange = ["a", "b", "c", "d", "e"].map((name) => edited(name, executable));
    const gone = edited("gone", { head: null });
    const foreign = [edited("über"), edited("a\tb"), gone];
    expect(one("edit-files", { paths: known(...strange, ...foreign), clashes: ["A", "a"] })).toMatchObject({
      status: "failed",
      found: "A, a, a\tb, b, c and 3 more",
    });
    expect(one("edit-files", { paths: known(gone) })?.status).toBe("passed");
  });

  it("is what the branch has not changed since: bytes, kind and being there", () => {
    const base = (part: Record<string, unknown>) =>
      one("edit-base", { paths: known(edited("x", part)) })?.status;
    expect(base({ base: null, tip: null })).toBe("passed");
    expect(base({ tip: { ...blob("1"), mode: "100755" } })).toBe("failed");
    expect(base({ tip: null })).toBe("failed");
  });

  it("can be read, and says what cannot", () => {
    const problem = (path: string) => ({ path, problem: "no YAML" });
    const found = (...value: unknown[]) => one("edit-documents", { problems: known(...value) })?.found;
    expect(found(problem("a"))).toBe("a: no YAML");
    expect(found(problem("a"), problem("b"), problem("b"))).toBe("a: no YAML; also b");
  });

  it("holds no commit of another request", () => {
    expect(one("edit-commits", { others: known(3, 4) })).toMatchObject({ status: "failed", found: "#3, #4" });
  });

  it("says what went around the gate, and by whom", () => {
    const around = [null, ALICE].map((author) => ({ commit: OLDER, author, paths: ["x"], morePaths: 0 }));
    expect(one("edit-around", { around, trusted: "d".repeat(40) })).toMatchObject({
      status: "passed",
      found: "bbbbbbb by unknown, bbbbbbb by alice",
    });
  });

  it("is asked for once by each entry, with the paths that ask", () => {
    const owners = { churn: [{ user: "alice" }] };
    const touched = {
      owners,
      paths: paths("models/churn/a", "models/churn/b", "templates/c", "templates/d"),
    };
    const titles = decideEdit(governed(), editFacts(touched)).requirements.flatMap(({ kind, title }) =>
      kind === "approvals" ? [title] : [],
    );
    expect(titles).toEqual([
      "1 approval from the owners, alice for models/churn/a, models/churn/b",
      "1 approval from acme/ml-leads for templates/c, templates/d",
    ]);
  });

  it("is answered for by each of several groups where owners are one of them", () => {
    const each = [{ from: "owners" }, LEADS];
    const by = governed([{ paths: ["**"], approvals: { each } }]);
    const nobody = decideEdit(by, editFacts({ paths: paths("README.md") })).requirements.at(-1);
    expect(nobody).toMatchObject({ status: "failed", found: "paths that belong to no model" });
    const owners = { churn: [{ user: "carol" }] };
    const asked = decideEdit(by, editFacts({ owners, paths: paths("models/churn/x") })).requirements.at(-1);
    expect(asked?.children.map(({ status }) => status)).toEqual(["pending", "passed"]);
  });
});

describe("laws", () => {
  const names = [
    "pedigree.yml",
    "models/churn/model.yml",
    "templates/x",
    "README.md",
    "models/churn/stages.json",
  ];
  const someFacts = fc
    .record({
      names: fc.subarray(names, { minLength: 1 }),
      reviews: fc.array(
        fc.record({
          user: fc.constantFrom(ALICE, BOB, CAROL, REQUESTER),
          state: fc.constantFrom("approved", "changes_requested", "commented", "dismissed"),
          commit: fc.constantFrom(HEAD, OLDER),
        }),
        { maxLength: 6 },
      ),
    })
    .map(({ names: touched, reviews }) =>
      editFacts({
        paths: paths(...touched),
        owners: { churn: [{ user: "carol" }] },
        reviews: { known: true, value: reviews.map((one) => review(one)) },
      }),
    );
  const extra = fc.record({
    paths: fc.subarray(["pedigree.yml", "models/**", "**", "templates/*"], { minLength: 1 }),
    approvals: fc.record({ count: fc.integer({ min: 1, max: 3 }) }),
  });

  it("another entry never lets an edit in that the others kept out of the same paths", () => {
    law(fc.tuple(someFacts, extra), ([facts, entry]) => {
      const covered = !open(governed(), facts).includes("edit-coverage failed");
      const more = decideEdit(governed([...EDIT, entry]), facts).allowed;
      if (covered && more) expect(decideEdit(governed(), facts).allowed).toBe(true);
    });
  });

  it("what is allowed has an approval for every path, and no record among them", () => {
    law(someFacts, (facts) => {
      const decision = decideEdit(governed(), facts);
      if (!decision.allowed || !facts.paths.known) return;
      const all = facts.paths.value.map(({ path }) => path);
      expect(all).not.toContain("models/churn/stages.json");
      expect(all).not.toContain("README.md");
      const evidence = decision.requirements.flatMap((one) => one.evidence);
      expect(evidence.length).toBeGreaterThan(0);
    });
  });

  it("the same facts give the same decision", () => {
    law(someFacts, (facts) => {
      expect(decideEdit(governed(), structuredClone(facts))).toEqual(decideEdit(governed(), facts));
    });
  });
});
