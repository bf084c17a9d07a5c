import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { commitShaSchema } from "../../core/names.ts";
import { decide } from "../../core/policy/decide.ts";
import type { Review } from "../../core/policy/facts.ts";
import { evaluatePull } from "../../usecases/evaluate-pull.ts";
import { cloneOf, verifyClone } from "../support/clone-story.ts";
import { ALICE, BOB, CAROL, facts, policy, review } from "../support/facts.ts";
import { asked, promoted, registered } from "../support/registry-play.ts";
import { ada, eve, grace, mary, RegistryWorld } from "../support/registry-world.ts";
import {
  cardOf,
  factsOf,
  heldBy,
  moveUnder,
  outcomeOf,
  pushCard,
  worldUnder,
} from "../support/under-attack.ts";

const leads = { grace, mary } as const;

type Step =
  | { readonly act: "push"; readonly text: number }
  | { readonly act: "approve"; readonly by: keyof typeof leads };

const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    fc.record({ act: fc.constant("push" as const), text: fc.nat(3) }),
    fc.record({ act: fc.constant("approve" as const), by: fc.constantFrom("grace", "mary") }),
  ),
  { maxLength: 7 },
);

describe("an approval and what it was given for", () => {
  it("A6 holds for the very commit that was approved, however pushes and approvals interleave", async () => {
    const check = async (played: readonly Step[]) => {
      const attack = await moveUnder();
      let approved = new Set<string>();
      for (const step of played) {
        if (step.act === "push") {
          pushCard(attack, ada, `# card ${step.text}\n`);
          approved = new Set();
        } else {
          attack.world.pulls.review(attack.move, leads[step.by]);
          approved.add(step.by);
        }
        const outcome = await outcomeOf(attack);
        expect(outcome).toBe(approved.size === 2 ? "landed" : "waiting");
        if (outcome === "landed") return;
      }
    };
    await fc.assert(fc.asyncProperty(steps, check), { numRuns: 25 });
  });

  it("A7 is none when its commit is gone, unknown, or of another place", async () => {
    const attack = await moveUnder();
    const elsewhere = attack.world.repository.push("main", { "README.md": "# a fork's commit\n" }, ada);
    const commits = [null, commitShaSchema.parse("e".repeat(40)), elsewhere];
    for (const commit of commits) {
      for (const person of [grace, mary]) attack.world.pulls.review(attack.move, person, { commit });
      expect(await outcomeOf(attack)).toBe("waiting");
    }
  });

  it("A8 does not carry over to another holder: what landed meanwhile is judged against", async () => {
    const require =
      'approvals: { from: [{ team: acme/leads }] }\n      metrics: ["candidate.auc >= holder.auc"]';
    const world = worldUnder(`approvals: { from: [{ team: acme/leads }] }`);
    world.repository.push("main", { "pedigree.yml": policyWith(world, require) }, ada);
    const [weak, strong] = [
      await registered(world, 1, { auc: 0.85 }),
      await registered(world, 2, { auc: 0.95 }),
    ];
    const [weakMove, strongMove] = [await asked(world, weak), await asked(world, strong)];
    const { headBranch } = await world.pulls.get(weakMove);
    for (const move of [weakMove, strongMove]) world.pulls.review(move, grace);
    expect((await evaluatePull(world.ports, strongMove)).kind).toBe("landed");
    // Its own preview of the stages was written before, and says that it holds production.
    const preview = world.repository.text(world.repository.head(headBranch), "models/churn/stages.json");
    expect(preview).toContain('"production": [\n      1\n    ]');
    expect((await evaluatePull(world.ports, weakMove)).kind).toBe("waiting");
    expect(heldBy(world, "production")).toEqual([2]);
  });

  it("A9 does not count from whoever asked, or started the training run", async () => {
    const world = new RegistryWorld();
    const home = await registered(world, 1, { provenance: { actor: mary } });
    const move = await asked(world, home, { sender: grace });
    for (const person of [grace, mary]) world.pulls.review(move, person);
    expect((await evaluatePull(world.ports, move)).kind).toBe("waiting");
    world.pulls.review(move, ada);
    const outcome = await evaluatePull(world.ports, move);
    expect(outcome.kind === "waiting" && outcome.decision.requirements.at(-2)?.found).toContain(
      "1 of 2: ada",
    );
  });

  it("A9 does not count from whoever started the run, although somebody else pressed the button of its last attempt", async () => {
    const world = new RegistryWorld();
    const home = await registered(world, 1, {
      provenance: { actor: ada, otherActors: [mary], runAttempt: 2 },
    });
    const move = await asked(world, home, { sender: grace });
    world.people.teams.get("acme/leads")?.add(eve.id);
    world.people.rights.set(eve.id, "write");
    for (const person of [mary, eve]) world.pulls.review(move, person);
    expect(await outcomeOf({ world, move })).toBe("waiting");
    expect((await verifyClone(cloneOf(world))).findings).toEqual([]);
    const facts = await factsOf({ world, home, move, branch: "" });
    expect(facts.otherTrainers).toEqual([mary]);
  });

  it("A17 counts only where it was given: not from another pull request, nor for a copy of the commit", async () => {
    const world = new RegistryWorld();
    const [first, second] = [await registered(world, 1), await registered(world, 2)];
    const [one, two] = [await asked(world, first), await asked(world, second)];
    const { head, headBranch } = await world.pulls.get(one);
    for (const person of [grace, mary]) world.pulls.review(two, person, { commit: head });
    for (const move of [one, two]) expect((await evaluatePull(world.ports, move)).kind).toBe("waiting");
    // The same files in another commit: what was approved is the commit, not what it looks like.
    for (const person of [grace, mary]) world.pulls.review(one, person);
    world.repository.push(headBranch, {}, ada);
    expect((await evaluatePull(world.ports, one)).kind).toBe("waiting");
    // Closed and opened again by its author it is judged as ever.
    await world.pulls.close(one);
    expect((await evaluatePull(world.ports, one)).kind).toBe("projected");
  });
});

describe("what people approve by", () => {
  it("A20 says what would land: a title or a body that somebody rewrote is put right before anything lands", async () => {
    for (const body of ["/promote production", "/rollback production"]) {
      const world = new RegistryWorld();
      const home = await registered(world, 1);
      if (body.includes("rollback")) {
        await promoted(world, home, [grace, mary]);
        await promoted(world, await registered(world, 2), [grace, mary]);
      }
      const move = await asked(world, home, { body });
      const { title } = await world.pulls.get(move);
      await world.pulls.updateText(move, { title: "churn 1 → archived", body: "Only to the archive" });
      await outcomeOf({ world, move });
      expect((await world.pulls.get(move)).title).toBe(title);
      expect((await world.pulls.get(move)).body).not.toContain("Only to the archive");
    }
  });
});

describe("a version that was moved since it was asked for", () => {
  it("A17 goes nowhere by approvals of another way: archived for a good reason, it stays there until asked anew", async () => {
    const { world, home, move } = await moveUnder();
    world.pulls.review(move, grace);
    expect(await outcomeOf({ world, move })).toBe("waiting");
    const archive = await asked(world, home, { body: "/archive" });
    expect(await outcomeOf({ world, move: archive })).toBe("landed");
    world.pulls.review(move, mary);
    expect(await outcomeOf({ world, move })).toBe("projected");
    expect(world.pulls.comments(move).at(-1)).toContain("out of development");
    expect(heldBy(world, "archived")).toEqual([1]);
    const again = await asked(world, home);
    for (const person of [grace, mary]) world.pulls.review(again, person);
    expect(await outcomeOf({ world, move: again })).toBe("landed");
  });

  it("A17 is asked for anew where nobody has looked at the old request meanwhile", async () => {
    const { world, home, move } = await moveUnder();
    await outcomeOf({ world, move: await asked(world, home, { body: "/archive" }) });
    const again = await asked(world, home, { sender: grace });
    expect((await world.pulls.get(move)).state).toBe("closed");
    expect((await world.pulls.get(again)).state).toBe("open");
  });
});

function policyWith(world: RegistryWorld, require: string): string {
  const text = world.repository.text(world.repository.head("main"), "pedigree.yml") ?? "";
  return text.replace(/approvals: .*\n\s*metrics: .*/, require);
}

const STATES: readonly Review["state"][] = ["approved", "changes_requested", "commented", "dismissed"];

/** Every order of the items. */
function permutations<T>(items: readonly T[]): readonly (readonly T[])[] {
  if (items.length < 2) return [items];
  return items.flatMap((item, at) => permutations(items.toSpliced(at, 1)).map((rest) => [item, ...rest]));
}

/** What a person's reviews come to, written down once more: the last that is no comment, and nothing older. */
function wordOf(states: readonly Review["state"][]): Review["state"] | undefined {
  return states.filter((state) => state !== "commented").at(-1);
}

/** Whether two approvals by the three people are met, with nobody left out. */
function isMet(reviews: readonly unknown[]): boolean {
  const rules = policy({
    approvals: { count: 2, from: THREE.map(({ login }) => ({ user: login })), not: [] },
  });
  const reviewers = THREE.map(({ id }) => ({ userId: id, mayWrite: true, permission: "write" }));
  const { requirements } = decide(rules, facts({ reviews: { known: true, value: reviews }, reviewers }));
  return requirements.find(({ kind }) => kind === "approvals")?.status === "passed";
}

/** The order of the list is the order of submission. */
function numbered(part: object, at: number): unknown {
  return review({ ...part, id: at + 1, submittedAt: `2026-01-02T00:00:${String(at).padStart(2, "0")}Z` });
}

const THREE = [ALICE, BOB, CAROL];

/** Two of them approve, and none of them objects. */
function isMetBy(words: readonly (Review["state"] | undefined)[]): boolean {
  const approved = words.filter((word) => word === "approved").length;
  return approved >= 2 && !words.includes("changes_requested");
}

describe("the word of a reviewer", () => {
  it("A15 is the last one, for every order of the four states by each of three people", () => {
    const orders = permutations(STATES);
    let met = 0;
    for (const [a, first] of orders.entries()) {
      for (const [b, second] of orders.entries()) {
        const mix = [first, second, orders[(a * 7 + b) % orders.length] ?? []];
        const reviews = mix.flatMap((order, at) => order.map((state) => ({ user: THREE[at], state })));
        const expected = isMetBy(mix.map(wordOf));
        if (expected) met += 1;
        if (isMet(reviews.map(numbered)) !== expected) expect.fail(JSON.stringify(mix));
      }
    }
    expect(met).toBeGreaterThan(10);
  });

  it("A15 opens the gate for two approvals and no objection, whatever each of three people says", () => {
    for (const first of STATES) {
      for (const second of STATES) {
        for (const third of STATES) {
          const states = [first, second, third];
          const reviews = states.map((state, at) => review({ user: THREE[at] ?? null, state }));
          expect([states, isMet(reviews)]).toEqual([states, isMetBy(states)]);
        }
      }
    }
  });

  it("A15 is not taken away by whoever it stops: a request for changes outlives the requester's dismissal", async () => {
    const attack = await moveUnder("approvals: { from: [{ team: acme/leads }] }");
    const { world, move } = attack;
    world.pulls.review(move, mary);
    const dismissedBy = (by: typeof ada | null) =>
      world.pulls.review(move, grace, { state: "dismissed", dismissed: { state: "changes_requested", by } });
    for (const by of [ada, null]) {
      dismissedBy(by);
      expect(await outcomeOf(attack)).toBe("waiting");
    }
    dismissedBy(mary);
    expect(await outcomeOf(attack)).toBe("landed");
  });

  it("A15 keeps a dismissed approval dismissed, with an older one behind it", async () => {
    const attack = await moveUnder("approvals: { from: [{ team: acme/leads }] }");
    attack.world.pulls.review(attack.move, grace);
    attack.world.pulls.review(attack.move, grace, {
      state: "dismissed",
      dismissed: { state: "approved", by: ada },
    });
    expect(await outcomeOf(attack)).toBe("waiting");
    expect(attack.world.repository.text(attack.world.repository.head("main"), cardOf(1))).toBeDefined();
  });
});
