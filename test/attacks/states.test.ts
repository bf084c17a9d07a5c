import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseStageLabel } from "../../core/registry/stage-label.ts";
import { evaluatePull } from "../../usecases/evaluate-pull.ts";
import { reconcile } from "../../usecases/reconcile.ts";
import { NOTHING_KNOWN } from "../../usecases/reconcile-memory.ts";
import { requestFromLabel } from "../../usecases/request-move.ts";
import { asked, opened, promoted, registered } from "../support/registry-play.ts";
import { ada, app, eve, grace, mary, RegistryWorld } from "../support/registry-world.ts";
import { heldBy, moveUnder, outcomeOf } from "../support/under-attack.ts";

const stageLabels = async (world: RegistryWorld, pull: number) =>
  (await world.labels(pull)).filter((label) => parseStageLabel(label) !== undefined);

type LabelAct = {
  readonly put: boolean;
  readonly label: string;
  readonly by: "ada" | "eve" | "bot";
  readonly pull: 0 | 1;
};
const bot = { id: 77, login: "labeler[bot]", bot: true };
const accounts = { ada, eve, bot };

const acts: fc.Arbitrary<readonly LabelAct[]> = fc.array(
  fc.record({
    put: fc.boolean(),
    label: fc.constantFrom(
      "stage: production",
      "stage: archived",
      "stage: development",
      "Stage: Production",
      "bug",
    ),
    by: fc.constantFrom("ada", "eve", "bot"),
    pull: fc.constantFrom(0, 1),
  }),
  { maxLength: 6 },
);

describe("a stage label put on or taken off by hand", () => {
  it("B1 moves nothing: whatever people and bots do, the labels say what the registry says in the end", async () => {
    const check = async (played: readonly LabelAct[]) => {
      const world = new RegistryWorld();
      const homes = [await registered(world, 1), await registered(world, 2)];
      await promoted(world, homes[0] ?? 0, [grace, mary]);
      for (const { put, label, by, pull } of played) {
        const number = homes[pull] ?? 0;
        if (!put) {
          await world.pulls.removeLabel(number, label);
          continue;
        }
        world.pulls.putLabel(number, label, accounts[by]);
        await requestFromLabel(world.ports, { pull: number, label, sender: accounts[by] });
      }
      const memory = { ...NOTHING_KNOWN, runs: new Set(["acme/churn#1", "acme/churn#2"]) };
      for (let pass = 0; pass < 3; pass++) await reconcile(world.ports, { memory });
      const { versions } = world.stages();
      // Archiving asks for nothing but the right to ask, which ada has.
      const archives = ({ put, label, by, pull }: LabelAct) =>
        put && label === "stage: archived" && by === "ada" && pull === 0;
      if (!played.some(archives)) expect(heldBy(world, "production")).toEqual([1]);
      for (const [at, number] of homes.entries()) {
        expect(await stageLabels(world, number)).toEqual([`stage: ${versions[String(at + 1)]?.stage}`]);
      }
    };
    await fc.assert(fc.asyncProperty(acts, check), {
      numRuns: 6,
      examples: [[[{ put: true, label: "stage: archived", by: "ada", pull: 0 }]]],
    });
  });

  it("B1 by a bot is taken off and never answered, so two bots do not talk for ever", async () => {
    const world = new RegistryWorld();
    const home = await registered(world, 1);
    world.pulls.putLabel(home, "stage: production", bot);
    const outcome = await requestFromLabel(world.ports, {
      pull: home,
      label: "stage: production",
      sender: bot,
    });
    expect(outcome).toMatchObject({ kind: "nothing" });
    expect(world.pulls.comments(home)).toEqual([]);
    expect(world.pulls.count).toBe(1);
  });
});

describe("one commit in several pull requests", () => {
  it("B11 opens the gate of one: each is judged by what the App remembers of it, and by its own reviews", async () => {
    const world = new RegistryWorld();
    const [first, second] = [await registered(world, 1), await registered(world, 2)];
    const [one, two] = [await asked(world, first), await asked(world, second)];
    const [a, b] = [await world.pulls.get(one), await world.pulls.get(two)];
    world.repository.refs.set(b.headBranch, a.head);
    for (const person of [grace, mary]) world.pulls.review(two, person);
    expect(await evaluatePull(world.ports, two)).toMatchObject({ kind: "shut", code: "ACCESS_DENIED" });
    expect((await evaluatePull(world.ports, one)).kind).toBe("waiting");
    // People's own pull request of the same commit is none of the App's.
    world.repository.refs.set("mine", a.head);
    const mine = world.pulls.openBy(ada, { title: "mine", body: "", head: "mine" });
    expect((await evaluatePull(world.ports, mine.number)).kind).toBe("ignored");
    expect(heldBy(world, "production")).toBeUndefined();
  });

  it("B11 keeps its requester when it is closed and opened again, and has none when it is opened by hand", async () => {
    const { world, move, branch } = await moveUnder();
    const { head } = await world.pulls.get(move);
    await world.pulls.close(move);
    for (const author of [ada, app]) {
      world.repository.refs.set(branch, head);
      const again = world.pulls.openBy(author, { title: "churn 1 → production", body: "", head: branch });
      for (const person of [grace, mary]) world.pulls.review(again.number, person);
      const { kind } = await evaluatePull(world.ports, again.number);
      expect(kind).toBe(author === app ? "shut" : "ignored");
      await world.pulls.close(again.number);
    }
  });
});

describe("the state of a pull request", () => {
  const states: Readonly<Record<string, (world: RegistryWorld, move: number, branch: string) => unknown>> = {
    "a draft": (world, move) => world.pulls.setDraft(move, true),
    closed: (world, move) => world.pulls.close(move),
    "without its branch": (world, _, branch) => world.repository.deleteBranch(branch),
    "into another branch": (world, move) => {
      const get = world.pulls.get.bind(world.pulls);
      world.pulls.get = async (number) => ({
        ...(await get(number)),
        ...(number === move ? { base: "other" } : {}),
      });
    },
    "from a fork": (world) => {
      const get = world.pulls.get.bind(world.pulls);
      world.pulls.get = async (number) => ({ ...(await get(number)), headInRepository: false });
    },
    "of a deleted account": (world) => {
      const get = world.pulls.get.bind(world.pulls);
      world.pulls.get = async (number) => ({ ...(await get(number)), author: null });
    },
  };

  it.each(Object.entries(states))("B15 %s: nothing lands, whatever was approved", async (_, change) => {
    const attack = await moveUnder();
    for (const person of [grace, mary]) attack.world.pulls.review(attack.move, person);
    await change(attack.world, attack.move, attack.branch);
    expect(await outcomeOf(attack)).not.toBe("landed");
    await reconcile(attack.world.ports).catch(() => undefined);
    expect(heldBy(attack.world, "production")).toBeUndefined();
  });

  it("B15 locked, so that nobody may comment: the move lands all the same, and only the comment fails", async () => {
    const attack = await moveUnder();
    const { world, move } = attack;
    const locked = async (): Promise<never> => {
      throw new Error("locked");
    };
    world.pulls.comment = locked;
    for (const person of [grace, mary]) world.pulls.review(move, person);
    expect(await outcomeOf(attack)).toBe("landed");
    expect(await stageLabels(world, attack.home)).toEqual(["stage: production"]);
  });

  it("B15 archived or taken away: every write is refused, nothing is half done, and it goes on afterwards", async () => {
    const attack = await moveUnder();
    const { world, move } = attack;
    for (const person of [grace, mary]) world.pulls.review(move, person);
    const advance = world.repository.advance.bind(world.repository);
    world.repository.advance = async () => {
      throw new Error("Repository was archived so is read-only.");
    };
    await expect(evaluatePull(world.ports, move)).rejects.toThrow("archived");
    expect(heldBy(world, "production")).toBeUndefined();
    world.repository.advance = advance;
    expect(await outcomeOf(attack)).toBe("landed");
    const late = await opened(world, 2);
    expect((await evaluatePull(world.ports, late)).kind).toBe("landed");
  });
});
