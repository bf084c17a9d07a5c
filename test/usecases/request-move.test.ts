import { describe, expect, it } from "vitest";
import { PedigreeError } from "../../core/errors.ts";
import type { Account } from "../../core/people.ts";
import { evaluatePull } from "../../usecases/evaluate-pull.ts";
import { LabelGuard } from "../../usecases/label-guard.ts";
import { restoreLabels } from "../../usecases/project.ts";
import { reconcile } from "../../usecases/reconcile.ts";
import { requestFromComment, requestFromLabel, requestMove } from "../../usecases/request-move.ts";
import { asked, opened, promoted, registered } from "../support/registry-play.ts";
import { ada, app, churn, eve, grace, mary, RegistryWorld } from "../support/registry-world.ts";
import { withCode } from "../support/with-code.ts";

async function label(world: RegistryWorld, pull: number, { by = ada, text = "stage: production" } = {}) {
  world.pulls.putLabel(pull, text, by);
  return requestFromLabel(world.ports, { pull, label: text, sender: by });
}

describe("a label put on by hand", () => {
  it("is taken off and becomes a request", async () => {
    const world = new RegistryWorld();
    const home = await registered(world, 1);
    const outcome = await label(world, home);
    expect(outcome).toMatchObject({ kind: "requested", model: "churn", version: 1, to: "production" });
    expect(await world.labels(home)).toEqual(["stage: development"]);
    expect(await world.pulls.open()).toMatchObject([{ title: "churn 1 → production" }]);
    expect(world.stages().holders).toEqual({ development: [1] });
  });

  it("is answered once when it cannot be taken off at first, and again when it is put on anew", async () => {
    const world = new RegistryWorld();
    const home = await registered(world, 1);
    const guard = new LabelGuard();
    const wish = { pull: home, label: "stage: moon", sender: ada };
    const unlabel = world.pulls.removeLabel.bind(world.pulls);
    world.pulls.removeLabel = () => Promise.reject(new PedigreeError("REMOTE_UNAVAILABLE", "no answer"));
    world.pulls.putLabel(home, wish.label, ada);
    await expect(requestFromLabel(world.ports, wish, guard)).rejects.toThrow();
    world.pulls.removeLabel = unlabel;
    expect((await requestFromLabel(world.ports, wish, guard)).kind).toBe("nothing");
    expect(world.pulls.comments(home)).toHaveLength(1);
    expect(await world.labels(home)).toEqual(["stage: development"]);
    world.pulls.putLabel(home, wish.label, ada);
    expect((await requestFromLabel(world.ports, wish, guard)).kind).toBe("refused");
    expect(world.pulls.comments(home)).toHaveLength(2);
  });

  it("is refused once although GitHub still shows the label, and not the answer", async () => {
    const world = new RegistryWorld();
    const home = await registered(world, 1);
    const guard = new LabelGuard();
    world.pulls.putLabel(home, "stage: moon", ada);
    const put = await world.pulls.labelling(home, "stage: moon");
    const wish = { pull: home, label: "stage: moon", sender: ada, put };
    expect((await requestFromLabel(world.ports, wish, guard)).kind).toBe("refused");
    world.pulls.putLabel(home, "stage: moon", ada);
    world.pulls.isAnswered = async () => false;
    expect((await requestFromLabel(world.ports, wish, guard)).kind).toBe("nothing");
    expect(world.pulls.comments(home)).toHaveLength(1);
    expect(await world.labels(home)).toEqual(["stage: development"]);
  });

  it("opens a request once although GitHub still shows the label, and not the request", async () => {
    const world = new RegistryWorld();
    const home = await registered(world, 1);
    const guard = new LabelGuard();
    world.pulls.putLabel(home, "stage: production", ada);
    const put = await world.pulls.labelling(home, "stage: production");
    const wish = { pull: home, label: "stage: production", sender: ada, put };
    expect((await requestFromLabel(world.ports, wish, guard)).kind).toBe("requested");
    const said = [...world.pulls.comments(home)];
    world.pulls.putLabel(home, "stage: production", ada);
    const pulls = Object.assign(Object.create(world.pulls), { findByBranch: async () => undefined });
    expect((await requestFromLabel({ ...world.ports, pulls }, wish, guard)).kind).toBe("nothing");
    expect(await world.pulls.open()).toHaveLength(1);
    expect(world.pulls.comments(home)).toEqual(said);
    expect(await world.labels(home)).toEqual(["stage: development"]);
  });

  it("is refused once although nothing tells that the answer was written, and again when it is put on anew", async () => {
    const world = new RegistryWorld();
    const home = await registered(world, 1);
    const wish = { pull: home, label: "stage: moon", sender: ada };
    const hear = async () =>
      requestFromLabel(world.ports, { ...wish, put: await world.pulls.labelling(home, wish.label) });
    const comment = world.pulls.comment.bind(world.pulls);
    world.pulls.comment = async (number, body) => {
      await comment(number, body);
      throw new PedigreeError("REMOTE_UNAVAILABLE", "the answer was lost");
    };
    world.pulls.putLabel(home, wish.label, ada);
    await expect(hear()).rejects.toThrow(withCode("REMOTE_UNAVAILABLE"));
    world.pulls.comment = comment;
    expect((await hear()).kind).toBe("refused");
    expect(world.pulls.comments(home)).toHaveLength(1);
    expect(await world.labels(home)).toEqual(["stage: development"]);
    world.pulls.putLabel(home, wish.label, ada);
    await hear();
    expect(world.pulls.comments(home)).toHaveLength(2);
  });

  it("is nobody's request while GitHub's list of events still names who put it on before", async () => {
    const world = new RegistryWorld();
    const home = await registered(world, 1);
    world.pulls.putLabel(home, "stage: production", grace);
    const old = await world.pulls.labelling(home, "stage: production");
    await world.pulls.removeLabel(home, "stage: production");
    world.pulls.putLabel(home, "stage: production", ada);
    const wish = { pull: home, label: "stage: production", sender: ada };
    expect(await requestFromLabel(world.ports, { ...wish, put: old })).toMatchObject({ kind: "nothing" });
    expect(await world.labels(home)).toContain("stage: production");
    await reconcile(world.ports);
    const [move] = (await world.pulls.open()).filter(({ number }) => number !== home);
    expect(move && world.checks.verdictOn(move.head)?.key).toContain(`:${ada.id}:ada`);
  });

  it("asks once, however often it is put on", async () => {
    const world = new RegistryWorld();
    const home = await registered(world, 1);
    await label(world, home);
    expect((await label(world, home)).kind).toBe("exists");
    expect(await world.pulls.open()).toHaveLength(1);
  });

  it("of a stage in which the version stands is right as it is", async () => {
    const world = new RegistryWorld();
    const home = await registered(world, 1);
    const outcome = await requestFromLabel(world.ports, {
      pull: home,
      label: "stage: development",
      sender: ada,
    });
    expect(outcome.kind).toBe("nothing");
    expect(world.pulls.comments(home)).toEqual([]);
  });

  it.each([
    ["by somebody without rights", { by: eve }, "refused"],
    ["of a stage that the policy does not have", { text: "stage: moon" }, "refused"],
    ["by another bot", { by: { id: 99, login: "tidy[bot]", bot: true } }, "nothing"],
  ])("%s is taken off and nothing is asked", async (_, options, kind) => {
    const world = new RegistryWorld();
    const home = await registered(world, 1);
    expect((await label(world, home, options)).kind).toBe(kind);
    expect(await world.labels(home)).toEqual(["stage: development"]);
    expect(await world.pulls.open()).toEqual([]);
  });

  it("before the version has landed is taken off, too", async () => {
    const world = new RegistryWorld();
    const pull = await opened(world, 1);
    expect(await label(world, pull)).toMatchObject({ kind: "refused", code: "VERSION_UNKNOWN" });
    expect(await world.labels(pull)).toEqual([]);
  });

  it("is still heard when the first attempt crashed", async () => {
    const world = new RegistryWorld();
    const home = await registered(world, 1);
    const crash = async () => {
      throw new PedigreeError("REMOTE_UNAVAILABLE", "no connection");
    };
    const pulls = Object.assign(Object.create(world.pulls), { create: crash });
    world.pulls.putLabel(home, "stage: production", ada);
    const event = { pull: home, label: "stage: production", sender: ada };
    await expect(requestFromLabel({ ...world.ports, pulls }, event)).rejects.toThrow(
      withCode("REMOTE_UNAVAILABLE"),
    );
    expect(await requestFromLabel(world.ports, event)).toMatchObject({ kind: "requested" });
    expect(await world.labels(home)).toEqual(["stage: development"]);
  });

  it("that the App put there asks for nothing", async () => {
    const world = new RegistryWorld();
    const home = await registered(world, 1);
    const event = { pull: home, label: "stage: development", sender: app };
    expect((await requestFromLabel(world.ports, event)).kind).toBe("nothing");
  });
});

describe("a comment", () => {
  async function say(
    world: RegistryWorld,
    pull: number,
    { body = "/promote production", sender = ada as Account } = {},
  ) {
    return requestFromComment(world.ports, { pull, body, sender });
  }

  it.each([
    ["an unknown stage", { body: "/promote moon" }, "STAGE_UNKNOWN"],
    ["the stage where it stands", { body: "/promote development" }, "MOVE_REFUSED"],
    ["a way back where there is none", { body: "/demote" }, "MOVE_REFUSED"],
    ["anything without rights", { sender: eve }, "ACCESS_DENIED"],
  ])("that asks for %s is answered", async (_, options, code) => {
    const world = new RegistryWorld();
    const home = await registered(world, 1);
    expect(await say(world, home, options)).toMatchObject({ kind: "refused", code });
    expect(world.pulls.comments(home)).toHaveLength(1);
    expect(await world.pulls.open()).toEqual([]);
  });

  it("by somebody with rights whom access.promote does not name is refused", async () => {
    const world = new RegistryWorld();
    const home = await registered(world, 1);
    world.people.teams.set("acme/science", new Set());
    expect(await say(world, home)).toMatchObject({ kind: "refused", code: "ACCESS_DENIED" });
  });

  it("is refused while a membership cannot be read", async () => {
    const world = new RegistryWorld();
    const home = await registered(world, 1);
    world.people.teams.delete("acme/science");
    expect(await say(world, home)).toMatchObject({ kind: "refused", code: "ACCESS_DENIED" });
  });

  it("on anything but a version's pull request does nothing", async () => {
    const world = new RegistryWorld();
    const move = await asked(world, await registered(world, 1));
    expect((await say(world, move)).kind).toBe("nothing");
  });

  it("archives", async () => {
    const world = new RegistryWorld();
    const move = await asked(world, await registered(world, 1), { body: "/archive" });
    expect((await evaluatePull(world.ports, move)).kind).toBe("landed");
    expect(world.stages().holders).toEqual({ archived: [1] });
  });
});

describe("asking again", () => {
  it("after people closed the request opens another one", async () => {
    const world = new RegistryWorld();
    const home = await registered(world, 1);
    const first = await asked(world, home);
    await world.pulls.close(first);
    const second = await asked(world, home, { sender: grace });
    expect(second).not.toBe(first);
    world.pulls.review(second, mary);
    world.pulls.review(second, ada);
    // Grace asked this time, so ada's approval counts.
    expect((await evaluatePull(world.ports, second)).kind).toBe("landed");
  });

  it("replaces a request whose first commit is gone", async () => {
    const world = new RegistryWorld();
    const home = await registered(world, 1);
    const first = await asked(world, home);
    const { headBranch } = await world.pulls.get(first);
    world.repository.refs.set(headBranch, world.repository.head("main"));
    world.repository.push(headBranch, { "models/churn/stages.json": "{}" }, ada);
    const second = await asked(world, home);
    expect(second).not.toBe(first);
    expect((await world.pulls.get(first)).state).toBe("closed");
  });

  it("leaves the open request alone that GitHub had not shown yet, and what was approved of it", async () => {
    const world = new RegistryWorld();
    const home = await registered(world, 1);
    const first = await asked(world, home);
    world.pulls.review(first, mary);
    const { head, headBranch } = await world.pulls.get(first);
    const find = world.pulls.findByBranch.bind(world.pulls);
    let isOld = true;
    world.pulls.findByBranch = async (branch) => {
      const seen = isOld && branch === headBranch ? undefined : await find(branch);
      isOld = false;
      return seen;
    };
    await expect(asked(world, home)).rejects.toThrow(withCode("REMOTE_UNAVAILABLE"));
    expect(await world.pulls.get(first)).toMatchObject({ state: "open", head });
    const wish = { pull: home, body: "/promote production", sender: ada };
    expect(await requestFromComment(world.ports, wish)).toMatchObject({ kind: "exists", pull: first });
  });

  it("works for a way back: production, archived, production", async () => {
    const world = new RegistryWorld();
    const home = await registered(world, 1);
    await promoted(world, home, [grace, mary]);
    await evaluatePull(world.ports, await asked(world, home, { body: "/archive" }));
    await promoted(world, home, [grace, mary]);
    expect(world.stages().holders).toEqual({ production: [1] });
  });

  it("by the API gives the outcome and no comment", async () => {
    const world = new RegistryWorld();
    const home = await registered(world, 1);
    const outcome = await requestMove(world.ports, {
      target: { model: churn, version: 1 },
      ask: { verb: "promote", stage: "production" },
      requester: ada,
      by: "api",
    });
    expect(outcome.kind).toBe("requested");
    expect(world.pulls.comments(home)).toEqual([]);
  });
});

it("restores a label that somebody took off", async () => {
  const world = new RegistryWorld();
  const home = await registered(world, 1);
  await world.pulls.removeLabel(home, "stage: development");
  expect(await restoreLabels(world.ports, home)).toEqual({ changed: true });
  expect(await restoreLabels(world.ports, home)).toEqual({ changed: false });
  expect(await world.labels(home)).toEqual(["stage: development"]);
});
