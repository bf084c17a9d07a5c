import { describe, expect, it } from "vitest";
import { PedigreeError } from "../../core/errors.ts";
import { eventSchema } from "../../core/registry/event.ts";
import { fold } from "../../core/registry/fold.ts";
import { evaluatePull } from "../../usecases/evaluate-pull.ts";
import { reconcile } from "../../usecases/reconcile.ts";
import { registerVersion } from "../../usecases/register-version.ts";
import { interrupt, type PortCall } from "../support/interrupted-ports.ts";
import { asked, opened, promoted, registered } from "../support/registry-play.ts";
import { ada, churn, grace, mary, RegistryWorld } from "../support/registry-world.ts";
import { heldBy } from "../support/under-attack.ts";

/** The model's log at the tip, oldest first. */
function logOf(world: RegistryWorld) {
  const tip = world.repository.head("main");
  return world
    .files()
    .filter((path) => path.startsWith("models/churn/log/"))
    .map((path) => eventSchema.parse(JSON.parse(world.repository.text(tip, path) ?? "")));
}

describe("several writers at the same moment", () => {
  it("B8 promote one version at a time: never two holders, and every event in one chain", async () => {
    const world = new RegistryWorld();
    const moves: number[] = [];
    for (const runId of [1, 2, 3, 4]) moves.push(await asked(world, await registered(world, runId)));
    for (const move of moves) for (const person of [grace, mary]) world.pulls.review(move, person);
    // Each evaluation twice, as by two processes that know nothing of each other.
    const outcomes = await Promise.all([...moves, ...moves].map((move) => evaluatePull(world.ports, move)));
    expect(outcomes.filter(({ kind }) => kind === "landed").length).toBeLessThanOrEqual(4);
    for (const _ of [1, 2]) await reconcile(world.ports);
    expect(heldBy(world, "production")).toHaveLength(1);
    expect(heldBy(world, "archived")).toHaveLength(3);
    expect(fold(churn, logOf(world))).toEqual(world.stages());
  });

  it("B8 register every run once, under a number of its own", async () => {
    const world = new RegistryWorld();
    const runIds = [1, 2, 3, 4];
    for (const runId of runIds) world.train(runId);
    const places = [...runIds, ...runIds].map((runId) => ({ repository: "acme/churn", runId }));
    await Promise.allSettled(places.map((place) => registerVersion(world.ports, place)));
    for (const place of places) await registerVersion(world.ports, place);
    await reconcile(world.ports);
    const { versions } = world.stages();
    expect(new Set(Object.values(versions).map(({ run }) => run)).size).toBe(4);
    expect(Object.keys(versions)).toHaveLength(4);
  });
});

/** Everything that a landing shows, without the moments. */
async function appearance(world: RegistryWorld) {
  const pulls = await Promise.all(
    Array.from({ length: world.pulls.count }, async (_, at) => {
      const { number, state, merged, labels, head } = await world.pulls.get(at + 1);
      const verdict = world.checks.verdictOn(head);
      const { length } = world.pulls.comments(number);
      return { number, state, merged, labels, verdict: [verdict?.outcome, verdict?.title], comments: length };
    }),
  );
  const branches = [...world.repository.refs.keys()].sort();
  return { pulls, branches, holders: world.stages().holders, events: logOf(world).length };
}

/** The second version is about to displace the first. */
async function aboutToDisplace(): Promise<{ world: RegistryWorld; move: number }> {
  const world = new RegistryWorld();
  const [first, second] = [await registered(world, 1), await registered(world, 2)];
  await promoted(world, first, [grace, mary]);
  const move = await asked(world, second);
  for (const person of [grace, mary]) world.pulls.review(move, person);
  return { world, move };
}

const WRITES =
  /\.(commit|advance|createBranch|deleteBranch|publish|addLabel|removeLabel|updateText|comment|close)$/;

/** Lands while the n-th write fails, before it was done or with its answer lost; then the reconciler comes by. */
async function landFailing(n: number, when: "before" | "after") {
  const { world, move } = await aboutToDisplace();
  let writes = 0;
  let hit: string | undefined;
  const fail = ({ name }: PortCall) => {
    if (!WRITES.test(name) || writes++ !== n) return;
    hit = name;
    throw new PedigreeError("REMOTE_UNAVAILABLE", "GitHub could not answer");
  };
  const { ports } = interrupt(world.ports, when === "before" ? { before: fail } : { after: fail });
  await evaluatePull(ports, move).catch(() => undefined);
  for (const _ of [1, 2]) await reconcile(world.ports);
  return { hit, shown: await appearance(world) };
}

describe("an effect that fails alone", () => {
  it.each(["before", "after"] as const)(
    "B9 keeps no other from happening, and is made good: %s it was done",
    async (when) => {
      const { shown: wanted } = await landFailing(-1, when);
      const hits: string[] = [];
      for (let n = 0; ; n++) {
        const { hit, shown } = await landFailing(n, when);
        if (hit === undefined) break;
        hits.push(hit);
        expect([hit, shown]).toEqual([hit, wanted]);
      }
      for (const write of ["commit", "advance", "publish", "addLabel", "removeLabel", "deleteBranch"]) {
        expect(hits.some((hit) => hit.endsWith(`.${write}`))).toBe(true);
      }
    },
  );
});

describe("answers that are older than the truth", () => {
  /** Ports whose reads of one kind answer as they would have a while ago. */
  function lagging(world: RegistryWorld, reads: number) {
    const { repository, pulls } = world;
    const tips: Awaited<ReturnType<typeof repository.tip>>[] = [];
    const old = repository.head("main");
    const tip: typeof repository.tip = async () => {
      tips.push(old);
      return tips.length <= reads ? old : repository.tip();
    };
    return { ...world.ports, pulls, repository: Object.assign(Object.create(repository), { tip }) };
  }

  it("B14 cost attempts, and never what landed meanwhile", async () => {
    for (const reads of [1, 4, 30]) {
      const { world, move } = await aboutToDisplace();
      const ports = lagging(world, reads);
      world.repository.push("main", { "README.md": "# meanwhile\n" }, ada);
      const outcome = await evaluatePull(ports, move);
      expect(["landed", "outrun"]).toContain(outcome.kind);
      const tip = world.repository.head("main");
      expect(world.repository.text(tip, "README.md")).toBe("# meanwhile\n");
      expect(heldBy(world, "production")).toHaveLength(1);
      expect(fold(churn, logOf(world))).toEqual(world.stages());
    }
  });

  it("B14 land the head that was read, or nothing: a push that is not seen yet does not come along", async () => {
    const { world, move } = await aboutToDisplace();
    const stale = await world.pulls.get(move);
    const card = "models/churn/versions/2/card.md";
    world.repository.push(stale.headBranch, { [card]: "# unseen\n" }, ada);
    const pulls = Object.assign(Object.create(world.pulls), { get: async () => stale });
    await evaluatePull({ ...world.ports, pulls }, move);
    expect(world.repository.text(world.repository.head("main"), card)).not.toBe("# unseen\n");
  });

  it("B14 register nothing twice while a new branch is not listed yet", async () => {
    const world = new RegistryWorld();
    const first = await opened(world, 1);
    const branches = async () => [];
    const ports = {
      ...world.ports,
      repository: Object.assign(Object.create(world.repository), { branches }),
    };
    await registerVersion(ports, { repository: "acme/churn", runId: 1 }).catch(() => undefined);
    await reconcile(world.ports);
    await reconcile(world.ports);
    expect(Object.keys(world.stages().versions)).toEqual(["1"]);
    expect((await world.pulls.get(first)).merged).toBe(true);
  });
});
