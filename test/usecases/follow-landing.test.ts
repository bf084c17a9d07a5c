import { describe, expect, it } from "vitest";
import { PedigreeError } from "../../core/errors.ts";
import { landingNoticeSchema } from "../../core/registry/landing-notice.ts";
import { answerComment } from "../../usecases/answer-comment.ts";
import { evaluatePull } from "../../usecases/evaluate-pull.ts";
import { reconcile } from "../../usecases/reconcile.ts";
import { asked, promoted, registered, written } from "../support/registry-play.ts";
import { ada, grace, mary, POLICY, RegistryWorld } from "../support/registry-world.ts";

const THEN = "then: { deployment: production, dispatch: model-promoted }";
const following = (then = THEN) =>
  new RegistryWorld(
    POLICY.replace("displaced: archived", `displaced: archived\n    ${then}`).replace(
      "access:",
      "access:\n  override: [{ user: mary }]",
    ),
  );

const serving = (world: RegistryWorld) =>
  world.deployments.all.map(({ notice, environment }) => [notice.version, environment]);
const states = (world: RegistryWorld) =>
  world.deployments.all.map(({ statuses }) => statuses.at(-1)?.state ?? null);

describe("after a landing into a stage with `then`", () => {
  it("there is one deployment of the landing and one dispatch, which say what landed", async () => {
    const world = following();
    const pull = await promoted(world, await registered(world, 1), [grace, mary]);
    expect(serving(world)).toEqual([[1, "production"]]);
    const landing = world.repository.head("main");
    const [deployment] = world.deployments.all;
    expect(landingNoticeSchema.parse(deployment?.notice)).toMatchObject({
      registry: "acme/registry",
      landing,
      event: world.stages().last,
      model: "churn",
      version: 1,
      stage: "production",
      artifact: { digest: "c".repeat(64), repository: "acme/churn" },
    });
    expect(world.announcements.sent).toEqual([
      { type: "model-promoted", repository: "acme/registry", notice: deployment?.notice },
    ]);
    expect(Object.keys(deployment?.notice ?? {}).length).toBeLessThanOrEqual(10);
    await evaluatePull(world.ports, pull);
    await reconcile(world.ports);
    expect([world.deployments.all.length, world.announcements.sent.length]).toEqual([1, 1]);
  });

  it("a displaced holder's deployment no longer counts, nor that of a version that people moved away", async () => {
    const world = following();
    await promoted(world, await registered(world, 1), [grace, mary]);
    const second = await registered(world, 2);
    await promoted(world, second, [grace, mary]);
    expect(states(world)).toEqual(["inactive", null]);
    const away = await asked(world, second, { body: "/archive" });
    expect((await evaluatePull(world.ports, away)).kind).toBe("landed");
    expect(states(world)).toEqual(["inactive", "inactive"]);
    const writes = world.deployments.all.map(({ statuses }) => statuses.length);
    await reconcile(world.ports);
    expect(world.deployments.all.map(({ statuses }) => statuses.length)).toEqual(writes);
  });

  it("a displaced holder's ends although the policy says no more of deployments, at once or in a later pass", async () => {
    for (const fails of [false, true]) {
      const world = following();
      await promoted(world, await registered(world, 1), [grace, mary]);
      world.repository.push("main", { "pedigree.yml": POLICY }, ada);
      const status = () => Promise.reject(new PedigreeError("REMOTE_UNAVAILABLE", "GitHub could not answer"));
      if (fails) world.deployments.status = status;
      await promoted(world, await registered(world, 2), [grace, mary]);
      expect(states(world)).toEqual([fails ? null : "inactive"]);
      if (fails) Reflect.deleteProperty(world.deployments, "status");
      await reconcile(world.ports);
      expect(states(world)).toEqual(["inactive"]);
    }
  });

  it("a rollback has a deployment of its own, of its own landing", async () => {
    const world = following();
    await promoted(world, await registered(world, 1), [grace, mary]);
    const second = await registered(world, 2);
    await promoted(world, second, [grace, mary]);
    const back = await asked(world, second, { body: "/rollback production" });
    world.pulls.review(back, mary);
    expect((await evaluatePull(world.ports, back)).kind).toBe("landed");
    expect(serving(world).map(([version]) => version)).toEqual([1, 2, 1]);
    expect(states(world)).toEqual(["inactive", "inactive", null]);
  });

  it("an override is followed as well", async () => {
    const world = following();
    const home = await registered(world, 1);
    const move = await asked(world, home);
    await evaluatePull(world.ports, move);
    const body = "/override nobody is there to approve";
    expect(
      await answerComment(world.ports, written(world, { pull: move, body, sender: mary })),
    ).toMatchObject({
      kind: "overridden",
    });
    expect(serving(world)).toEqual([[1, "production"]]);
  });

  it("nothing follows where the policy says nothing", async () => {
    const world = new RegistryWorld();
    await promoted(world, await registered(world, 1), [grace, mary]);
    const { memory } = await reconcile(world.ports);
    expect([world.deployments.all, world.announcements.sent]).toEqual([[], []]);
    // And it costs nothing from then on.
    world.deployments.any = () => Promise.reject(new Error("asked again"));
    expect((await reconcile(world.ports, { memory })).troubles).toEqual([]);
  });
});

describe("what follows is finished later", () => {
  it("when the deployment failed: it lands all the same, and the reconciler makes it, once", async () => {
    const world = following();
    world.deployments.failure = new PedigreeError("REMOTE_UNAVAILABLE", "GitHub could not answer");
    const home = await registered(world, 1);
    const move = await asked(world, home);
    for (const lead of [grace, mary]) world.pulls.review(move, lead);
    const outcome = await evaluatePull(world.ports, move);
    expect(outcome).toMatchObject({ kind: "landed" });
    expect(outcome.kind === "landed" ? outcome.troubles : []).toEqual([
      expect.stringContaining("deployment to production"),
    ]);
    // The news does not wait for the deployment.
    expect(world.announcements.sent).toHaveLength(1);
    world.deployments.failure = undefined;
    const { troubles, memory } = await reconcile(world.ports);
    expect(troubles).toEqual([]);
    expect(serving(world)).toEqual([[1, "production"]]);
    await reconcile(world.ports, { memory });
    expect(world.deployments.all).toHaveLength(1);
    expect(world.announcements.sent).toHaveLength(1);
  });

  it("when it ended between sending and remembering: the same news again, to be told by its event", async () => {
    const world = following();
    world.announcements.forgetful = true;
    await promoted(world, await registered(world, 1), [grace, mary]);
    world.announcements.forgetful = false;
    await reconcile(world.ports);
    expect(new Set(world.announcements.sent.map(({ notice }) => notice.event)).size).toBe(1);
    expect(world.announcements.sent).toHaveLength(2);
  });

  it("but never for a landing of before, when the policy had nothing follow", async () => {
    const world = new RegistryWorld();
    await promoted(world, await registered(world, 1), [grace, mary]);
    world.repository.push(
      "main",
      { "pedigree.yml": POLICY.replace("displaced: archived", `displaced: archived\n    ${THEN}`) },
      ada,
    );
    await reconcile(world.ports);
    expect([world.deployments.all, world.announcements.sent]).toEqual([[], []]);
  });

  it("but not after a week", async () => {
    const world = following();
    world.deployments.failure = new PedigreeError("REMOTE_UNAVAILABLE", "GitHub could not answer");
    await promoted(world, await registered(world, 1), [grace, mary]);
    world.deployments.failure = undefined;
    const later = new Date(Date.parse(world.now()) + 8 * 86_400_000).toISOString();
    const clock = { ...world.ports.clock, now: () => later };
    await reconcile({ ...world.ports, clock });
    expect(world.deployments.all).toEqual([]);
  });

  it("but not for a version that has left the stage again", async () => {
    const world = following();
    world.deployments.failure = new PedigreeError("REMOTE_UNAVAILABLE", "GitHub could not answer");
    await promoted(world, await registered(world, 1), [grace, mary]);
    await promoted(world, await registered(world, 2), [grace, mary]);
    world.deployments.failure = undefined;
    await reconcile(world.ports);
    expect(serving(world)).toEqual([[2, "production"]]);
  });
});

describe("of a version that has entered the stage twice", () => {
  it("only the second landing is made up for", async () => {
    const world = following();
    world.deployments.failure = new PedigreeError("REMOTE_UNAVAILABLE", "GitHub could not answer");
    const home = await registered(world, 1);
    await promoted(world, home, [grace, mary]);
    await evaluatePull(world.ports, await asked(world, home, { body: "/archive" }));
    await promoted(world, home, [grace, mary]);
    const newest = world.stages().last;
    world.deployments.failure = undefined;
    await reconcile(world.ports);
    expect(world.deployments.all.map(({ notice }) => notice.event)).toEqual([newest]);
  });
});

describe("a dispatch", () => {
  const named = (repositories: string) =>
    following(`then: { dispatch: { type: model-promoted, repositories: [${repositories}] } }`);

  it("goes to each repository that is named, and a deaf one keeps it from no other", async () => {
    const world = named("acme/deaf, acme/serving");
    world.announcements.deaf.add("acme/deaf");
    await promoted(world, await registered(world, 1), [grace, mary]);
    expect(world.announcements.sent.map(({ repository }) => repository)).toEqual(["acme/serving"]);
    expect((await reconcile(world.ports)).troubles.join()).toContain("acme/deaf");
    expect(world.announcements.sent).toHaveLength(1);
  });
});
