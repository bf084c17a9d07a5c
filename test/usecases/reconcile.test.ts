import { describe, expect, it } from "vitest";
import { evaluatePull } from "../../usecases/evaluate-pull.ts";
import { reconcile } from "../../usecases/reconcile.ts";
import { asked, opened, promoted, registered } from "../support/registry-play.ts";
import { ada, app, grace, mary, POLICY, RegistryWorld } from "../support/registry-world.ts";

describe("without any webhook", () => {
  it("registers what was trained and lands it", async () => {
    const world = new RegistryWorld();
    world.train(1);
    world.train(2);
    const first = await reconcile(world.ports);
    expect(first.registrations.map(({ kind }) => kind)).toEqual(["registered", "registered"]);
    expect(first.evaluations.map(({ kind }) => kind)).toEqual(["landed", "landed"]);
    expect(world.stages().holders).toEqual({ development: [1, 2] });
    expect(await world.labels(1)).toEqual(["stage: development"]);
  });

  it("does not look at a workflow run twice", async () => {
    const world = new RegistryWorld();
    world.train(1);
    const { memory } = await reconcile(world.ports);
    const second = await reconcile(world.ports, { memory });
    expect(second.registrations).toEqual([]);
    expect([...second.memory.runs]).toEqual(["acme/churn#1"]);
    expect(second.memory.runs).toEqual(memory.runs);
  });

  it.each([
    ["policy", "pedigree.yml", POLICY.replace("branches: [main]", "branches: [prod]"), POLICY],
    ["card template", "templates/model-card.md", "{{#each}}", "# A card\n"],
  ])(
    "looks at a refused run again once the %s is mended, and not before",
    async (_, path, broken, mended) => {
      const world = new RegistryWorld();
      world.repository.push("main", { [path]: broken }, ada);
      world.train(1);
      const first = await reconcile(world.ports);
      expect(first.registrations).toMatchObject([{ kind: "refused" }]);
      world.repository.push("main", { "README.md": "Models\n" }, ada);
      const second = await reconcile(world.ports, first);
      expect(second.registrations).toEqual([]);
      world.repository.push("main", { [path]: mended }, ada);
      const third = await reconcile(world.ports, second);
      expect(third.registrations).toMatchObject([{ kind: "registered", version: 1 }]);
      expect((await reconcile(world.ports, third)).registrations).toEqual([]);
    },
  );

  it("registers a run once the branch that was in its way is deleted, as the refusal advises", async () => {
    const branch = "pedigree/register/churn/1";
    const world = new RegistryWorld();
    world.train(1);
    const elsewhere = new RegistryWorld();
    await opened(elsewhere, 1);
    const head = elsewhere.repository.head(branch);
    const paths = [...elsewhere.repository.get(head).tree.keys()].filter((path) =>
      path.startsWith("models/"),
    );
    world.repository.refs.set(branch, world.repository.head("main"));
    const copied = paths.map((path) => [path, elsewhere.repository.text(head, path) ?? ""]);
    world.repository.push(branch, Object.fromEntries(copied), ada);
    const first = await reconcile(world.ports);
    expect(first.registrations).toMatchObject([{ kind: "refused", branch }]);
    await world.repository.deleteBranch(branch);
    expect((await reconcile(world.ports, first)).registrations).toMatchObject([
      { kind: "registered", version: 1 },
    ]);
  });

  it("lands a move whose approvals nobody told it of", async () => {
    const world = new RegistryWorld();
    const move = await asked(world, await registered(world, 1));
    world.pulls.review(move, grace);
    world.pulls.review(move, mary);
    expect((await reconcile(world.ports)).evaluations).toMatchObject([{ kind: "landed", pull: move }]);
  });

  it("hears a request made by a label", async () => {
    const world = new RegistryWorld();
    const home = await registered(world, 1);
    world.pulls.putLabel(home, "stage: production", ada);
    expect((await reconcile(world.ports)).requests).toMatchObject([{ kind: "requested", to: "production" }]);
    expect(await world.labels(home)).toEqual(["stage: development"]);
  });

  it("takes a wrong label off that the App itself left, and asks for nothing", async () => {
    const world = new RegistryWorld();
    const home = await registered(world, 1);
    world.pulls.putLabel(home, "stage: production", app);
    expect((await reconcile(world.ports)).requests).toEqual([]);
    expect(await world.labels(home)).toEqual(["stage: development"]);
    expect(await world.pulls.open()).toEqual([]);
  });
});

describe("after a crash between landing and its projections", () => {
  it.each([["addLabel"], ["removeLabel"], ["get"], ["deleteBranch"]])("at %s", async (step) => {
    const world = new RegistryWorld();
    const first = await registered(world, 1);
    const second = await registered(world, 2);
    await promoted(world, first, [grace, mary]);
    const move = await asked(world, second);
    world.pulls.review(move, grace);
    world.pulls.review(move, mary);
    // From the landing on, nothing works any more.
    let hasLanded = false;
    const failing = <T extends object>(port: T): T =>
      new Proxy(port, {
        get: (target, name) => {
          if (hasLanded && name === step) throw new Error("killed");
          const member: unknown = Reflect.get(target, name);
          return typeof member === "function" ? member.bind(target) : member;
        },
      });
    const repository = failing(
      Object.assign(Object.create(world.repository), {
        advance: async (commit: Parameters<typeof world.repository.advance>[0]) => {
          hasLanded = await world.repository.advance(commit);
          return hasLanded;
        },
      }),
    );
    const outcome = await evaluatePull({ ...world.ports, repository, pulls: failing(world.pulls) }, move);
    expect(outcome.kind).toBe("landed");

    const tip = world.repository.head("main");
    expect((await reconcile(world.ports)).troubles).toEqual([]);
    expect(await world.labels(first)).toEqual(["stage: archived"]);
    expect(await world.labels(second)).toEqual(["stage: production"]);
    expect([...world.repository.refs.keys()]).toEqual(["main"]);
    expect(world.repository.head("main")).toBe(tip);
  });
});

it("does the rest when one part fails, and says what failed", async () => {
  const world = new RegistryWorld();
  const home = await registered(world, 1);
  await opened(world, 2);
  await world.pulls.removeLabel(home, "stage: development");
  const runs = Object.assign(Object.create(world.runs), {
    recent: async () => {
      throw new Error("no connection");
    },
  });
  const outcome = await reconcile({ ...world.ports, runs });
  expect(outcome.troubles).toEqual([expect.stringContaining("acme/churn")]);
  expect(outcome.evaluations).toMatchObject([{ kind: "landed" }]);
  expect(await world.labels(home)).toEqual(["stage: development"]);
});

it("run twice does what it does run once", async () => {
  const world = new RegistryWorld();
  const home = await registered(world, 1);
  await asked(world, home);
  await reconcile(world.ports);
  const [tip, published] = [world.repository.head("main"), world.checks.published.length];
  await reconcile(world.ports);
  expect(world.repository.head("main")).toBe(tip);
  expect(world.checks.published).toHaveLength(published);
  expect(world.pulls.comments(home)).toHaveLength(1);
});
