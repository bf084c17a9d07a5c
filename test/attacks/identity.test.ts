import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toAccount, toAccountOrNull } from "../../adapters/github/accounts.ts";
import { GitHubPeople } from "../../adapters/github/people.ts";
import type { Account } from "../../core/people.ts";
import { answerComment } from "../../usecases/answer-comment.ts";
import { apiThat, github404 } from "../support/fixed-answers.ts";
import { written } from "../support/registry-play.ts";
import { ada, app, eve, grace, mary, POLICY, RegistryWorld } from "../support/registry-world.ts";
import { factsOf, heldBy, moveUnder, outcomeOf, pushCard, worldUnder } from "../support/under-attack.ts";

const ONE = "approvals: { from: [{ team: acme/leads }] }";

interface Commit {
  readonly author: Account | null;
  readonly pusher: Account;
  readonly coAuthor: Account | undefined;
  /** Comes in from a branch of its own by a merge. */
  readonly merged: boolean;
}

const people = fc.constantFrom(ada, grace, mary, eve);
const commits: fc.Arbitrary<readonly Commit[]> = fc.array(
  fc.record({
    author: fc.option(people, { freq: 8 }),
    pusher: people,
    coAuthor: fc.option(people, { nil: undefined, freq: 3 }),
    merged: fc.boolean(),
  }),
  { minLength: 1, maxLength: 4 },
);

function commitOnto(
  world: RegistryWorld,
  branch: string,
  { author, pusher, coAuthor, merged }: Commit,
): void {
  const message =
    coAuthor === undefined
      ? "Write"
      : `Write\n\nCo-authored-by: x <${coAuthor.id}+${coAuthor.login}@users.noreply.github.com>\n`;
  const files = { "models/churn/versions/1/card.md": `# ${message}\n` };
  if (!merged) {
    world.pulls.pushers.set(world.repository.push(branch, files, author, message), pusher);
    return;
  }
  world.repository.refs.set("side", world.repository.head(branch));
  const side = world.repository.push("side", files, author, message);
  world.pulls.pushers.set(side, pusher);
  world.repository.refs.delete("side");
  world.pulls.pushers.set(world.repository.merge(branch, side, pusher), pusher);
}

/** Everybody with a part in it, and whether somebody is among them whom nobody can name. */
function partsOf(played: readonly Commit[]): {
  readonly ids: ReadonlySet<number>;
  readonly unnamed: boolean;
} {
  const all = played.flatMap(({ author, pusher, coAuthor }) => [
    author,
    pusher,
    ...(coAuthor ? [coAuthor] : []),
  ]);
  const named = all.flatMap((account) => account?.id ?? []);
  return { ids: new Set([ada.id, ...named]), unnamed: all.includes(null) };
}

describe("people with a part in what is judged", () => {
  it("A10 never approve it: authors, co-authors, committers and pushers, in every commit of the graph", async () => {
    const check = async (played: readonly Commit[]) => {
      const attack = await moveUnder(ONE);
      attack.world.people.teams.set("acme/leads", new Set([ada, grace, mary, eve].map(({ id }) => id)));
      attack.world.people.rights.set(eve.id, "write");
      for (const commit of played) commitOnto(attack.world, attack.branch, commit);
      for (const person of [ada, grace, mary, eve]) attack.world.pulls.review(attack.move, person);
      const { ids, unnamed } = partsOf(played);
      const innocent = [ada, grace, mary, eve].filter(({ id }) => !ids.has(id)).length;
      expect(await outcomeOf(attack)).toBe(innocent >= (unnamed ? 2 : 1) ? "landed" : "waiting");
    };
    await fc.assert(fc.asyncProperty(commits, check), { numRuns: 25 });
  });

  it("A11 are found although a commit claims another author: GitHub's log of pushes names them", async () => {
    for (const claimed of [eve, app]) {
      const attack = await moveUnder(ONE);
      attack.world.pulls.pushers.set(pushCard(attack, claimed, "# mine\n"), mary);
      attack.world.pulls.review(attack.move, mary);
      expect(await outcomeOf(attack)).toBe("waiting");
      attack.world.pulls.review(attack.move, grace);
      expect(await outcomeOf(attack)).toBe("landed");
    }
  });

  it("A11 could be anybody where GitHub does not show who pushed: one more approval is needed", async () => {
    const attack = await moveUnder(ONE);
    pushCard(attack, eve, "# mine\n");
    attack.world.pulls.hidesPushes = true;
    attack.world.pulls.review(attack.move, mary);
    expect(await outcomeOf(attack)).toBe("waiting");
    attack.world.pulls.review(attack.move, grace);
    expect(await outcomeOf(attack)).toBe("landed");
  });
});

describe("an approver", () => {
  it("A12 is a person: no App, no Actions token, no organisation, no deleted account", async () => {
    const bot: Account = { id: 41898282, login: "github-actions[bot]", bot: true };
    const attack = await moveUnder(ONE);
    attack.world.people.teams.set("acme/leads", new Set([bot.id, app.id, grace.id]));
    for (const account of [bot, app]) attack.world.people.rights.set(account.id, "admin");
    for (const account of [bot, app, null]) attack.world.pulls.review(attack.move, account);
    expect(await outcomeOf(attack)).toBe("waiting");
    for (const type of ["Bot", "Organization", "Mannequin", "EnterpriseUserAccount", ""]) {
      expect(toAccount({ id: 1, login: "x", type }).bot).toBe(true);
    }
    expect([null, undefined, {}].map(toAccountOrNull)).toEqual([null, null, null]);
  });

  it("A13 may write and is in the team when it lands, not only when they approved", async () => {
    const losses: readonly ((world: RegistryWorld) => unknown)[] = [
      (world) => world.people.rights.set(mary.id, "read"),
      (world) => world.people.rights.delete(mary.id),
      (world) => world.people.teams.set("acme/leads", new Set([grace.id])),
      (world) => world.people.teams.delete("acme/leads"),
    ];
    for (const lose of losses) {
      const attack = await moveUnder();
      for (const person of [grace, mary]) attack.world.pulls.review(attack.move, person);
      const { repository } = attack.world;
      // Between the decision and the landing, when the commit is being built.
      const commit: typeof repository.commit = (...args) => {
        lose(attack.world);
        return repository.commit(...args);
      };
      const slow = Object.assign(Object.create(repository), { commit });
      expect(await outcomeOf(attack, { ...attack.world.ports, repository: slow })).toBe("waiting");
      expect(heldBy(attack.world, "production")).toBeUndefined();
    }
  });

  it("A13 is known only from a whole list: a secret team, a refused look and a cut list are unknown", async () => {
    const member = { id: grace.id, login: "grace", type: "User" };
    const membership = (answer: typeof fetch) =>
      new GitHubPeople(apiThat(answer), "acme/registry").membership("acme/leads", grace);
    // GitHub's list holds active members of the team and of its child teams; an invited person is not in it.
    expect(await membership(async () => Response.json([member]))).toMatchObject({ state: "active" });
    expect(await membership(async () => Response.json([]))).toMatchObject({ state: "none" });
    expect(await membership(async () => github404())).toMatchObject({ state: "unknown" });
    const endless: typeof fetch = async () => Response.json(Array.from({ length: 100 }, () => member));
    expect(await membership(endless)).toMatchObject({ state: "unknown" });
  });

  it("A14 named by login is whoever is called so now, and with an id nobody else ever", async () => {
    const imposter: Account = { id: 666, login: "Grace", bot: false };
    const renamed: Account = { ...grace, login: "hopper" };
    const tryIt = async (approver: string, account: Account) => {
      const world = worldUnder(`approvals: { from: [${approver}] }`);
      const attack = await moveUnder("", world);
      world.people.rights.set(account.id, "write");
      world.pulls.review(attack.move, account);
      return outcomeOf(attack);
    };
    const [byLogin, byId] = ["{ user: grace }", `{ user: grace, id: ${grace.id} }`];
    expect(await tryIt(byLogin, imposter)).toBe("landed");
    expect(await tryIt(byLogin, renamed)).toBe("waiting");
    expect(await tryIt(byId, imposter)).toBe("waiting");
    expect(await tryIt(byId, renamed)).toBe("landed");
  });

  it("A14 overrides nothing under a login that was given up: the right to write is asked for as well", async () => {
    const world = new RegistryWorld(POLICY.replace("access:", "access:\n  override: [{ user: grace }]"));
    const attack = await moveUnder("", world);
    await outcomeOf(attack);
    const imposter: Account = { id: 666, login: "grace", bot: false };
    world.people.rights.set(imposter.id, "read");
    for (const body of ["/override the old one fails on every request", "/freeze nobody needs this model"]) {
      const outcome = await answerComment(
        world.ports,
        written(world, { pull: attack.move, body, sender: imposter }),
      );
      expect(outcome).toMatchObject({ kind: "refused", code: "ACCESS_DENIED" });
    }
    expect(world.stages()).not.toHaveProperty("frozen");
    expect(heldBy(world, "production")).toBeUndefined();
  });

  it("A14 is recorded by id, so whoever took a login over is told apart in the log", async () => {
    const attack = await moveUnder();
    for (const person of [grace, mary]) attack.world.pulls.review(attack.move, person);
    const { reviews, reviewers } = await factsOf(attack);
    expect(reviews.known && reviews.value.map(({ user }) => user?.id)).toEqual([grace.id, mary.id]);
    expect(reviewers?.map(({ userId }) => userId)).toEqual([grace.id, mary.id]);
  });
});
