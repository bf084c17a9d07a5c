import { describe, expect, it } from "vitest";
import { formatPath } from "../../core/registry/layout.ts";
import { evaluatePull, MAX_LANDING_ATTEMPTS } from "../../usecases/evaluate-pull.ts";
import { asked, opened, promoted, registered } from "../support/registry-play.ts";
import { ada, app, churn, grace, mary, POLICY, RegistryWorld } from "../support/registry-world.ts";

const cardPath = formatPath({ kind: "version-file", model: churn, version: 1, file: "card.md" });
const runPath = formatPath({ kind: "version-file", model: churn, version: 1, file: "run.json" });
const stagesPath = formatPath({ kind: "stages", model: churn });

async function approvedMove(world = new RegistryWorld()) {
  const home = await registered(world, 1);
  const move = await asked(world, home);
  world.pulls.review(move, grace);
  world.pulls.review(move, mary);
  return { world, home, move, branch: (await world.pulls.get(move)).headBranch };
}

describe("approvals bind to the commit", () => {
  it("does not count an approval of an older commit", async () => {
    const { world, move, branch } = await approvedMove();
    world.repository.push(branch, { [cardPath]: "# another card\n" }, ada);
    const outcome = await evaluatePull(world.ports, move);
    expect(outcome.kind).toBe("waiting");
    expect(world.stages().holders).toEqual({ development: [1] });
  });

  it("closes the gate again when a push comes between judgement and landing", async () => {
    const { world, move, branch } = await approvedMove();
    const commit = world.repository.commit.bind(world.repository);
    let pushed = false;
    const repository = Object.assign(Object.create(world.repository), {
      commit: async (...args: Parameters<typeof commit>) => {
        if (!pushed) world.repository.push(branch, { [cardPath]: "# late\n" }, ada);
        pushed = true;
        return commit(...args);
      },
    });
    const outcome = await evaluatePull({ ...world.ports, repository }, move);
    expect(outcome.kind).toBe("waiting");
    expect(world.stages().holders).toEqual({ development: [1] });
    const tip = world.repository.head("main");
    expect(world.repository.text(tip, cardPath)).not.toBe("# late\n");
  });

  it("lands the card that was judged, when the reviewed head holds another one", async () => {
    const world = new RegistryWorld();
    const home = await registered(world, 1);
    const move = await asked(world, home);
    const { headBranch } = await world.pulls.get(move);
    world.repository.push(headBranch, { [cardPath]: "# a better card\n" }, ada);
    world.pulls.review(move, grace);
    world.pulls.review(move, mary);
    expect((await evaluatePull(world.ports, move)).kind).toBe("landed");
    expect(world.repository.text(world.repository.head("main"), cardPath)).toBe("# a better card\n");
  });
});

describe("a landed pull request", () => {
  it("is told nothing when an old copy of GitHub's still shows it as open", async () => {
    const { world, move } = await approvedMove();
    const old = await world.pulls.get(move);
    expect((await evaluatePull(world.ports, move)).kind).toBe("landed");
    const said = [...world.pulls.comments(move)];
    const pulls = Object.assign(Object.create(world.pulls), { get: async () => old });
    expect((await evaluatePull({ ...world.ports, pulls }, move)).kind).toBe("projected");
    expect(world.pulls.comments(move)).toEqual(said);
  });

  it("says for ever what was decided, in its body and in its check", async () => {
    const { world, move } = await approvedMove();
    expect((await world.pulls.get(move)).body).toContain("not met");
    expect((await evaluatePull(world.ports, move)).kind).toBe("landed");
    const { body, head } = await world.pulls.get(move);
    expect(body).toContain("All requirements are met");
    expect(body).not.toContain("not met.");
    expect(world.checks.verdictOn(head)?.outcome).toBe("success");
  });

  it("says what was decided at last, when others were faster once", async () => {
    const { world, move } = await approvedMove();
    let isFirst = true;
    const repository = Object.assign(Object.create(world.repository), {
      advance: async (...args: Parameters<typeof world.repository.advance>) => {
        if (!isFirst) return world.repository.advance(...args);
        isFirst = false;
        world.repository.push("main", { "pedigree.yml": POLICY.replace("0.8", "0.99") }, ada);
        return false;
      },
    });
    expect((await evaluatePull({ ...world.ports, repository }, move)).kind).toBe("waiting");
    const { body, head } = await world.pulls.get(move);
    expect(body).toContain("not met.");
    expect(world.checks.verdictOn(head)?.outcome).toBe("failure");
  });
});

describe("a request that has become moot", () => {
  it("is closed and told so once, also where an old copy of GitHub's still shows it as open", async () => {
    const world = new RegistryWorld();
    const home = await registered(world, 1);
    const move = await asked(world, home);
    const other = await asked(world, home, { body: "/archive" });
    for (const person of [grace, mary]) world.pulls.review(other, person);
    expect((await evaluatePull(world.ports, other)).kind).toBe("landed");
    const old = await world.pulls.get(move);
    expect((await evaluatePull(world.ports, move)).kind).toBe("projected");
    expect((await world.pulls.get(move)).state).toBe("closed");
    const said = [...world.pulls.comments(move)];
    expect(said.at(-1)).toContain("nothing left to do");
    const pulls = Object.assign(Object.create(world.pulls), { get: async () => old });
    expect((await evaluatePull({ ...world.ports, pulls }, move)).kind).toBe("projected");
    expect(world.pulls.comments(move)).toEqual(said);
  });
});

describe("what a pull request holds is never trusted", () => {
  it.each([
    ["the policy", { "pedigree.yml": "schemaVersion: 1\nstages: [{ name: production }]\n" }],
    ["another model", { "models/fraud/stages.json": "{}" }],
    ["the version's record", { [runPath]: "{}" }],
  ])("keeps the gate shut for a move that touches %s", async (_, files) => {
    const { world, move, branch } = await approvedMove();
    world.repository.push(branch, files, ada);
    world.pulls.review(move, grace);
    world.pulls.review(move, mary);
    expect((await evaluatePull(world.ports, move)).kind).toBe("waiting");
    expect(world.stages().holders).toEqual({ development: [1] });
  });

  it("derives stages.json itself", async () => {
    const { world, move, branch } = await approvedMove();
    world.repository.push(branch, { [stagesPath]: "{}" }, ada);
    world.pulls.review(move, grace);
    world.pulls.review(move, mary);
    expect((await evaluatePull(world.ports, move)).kind).toBe("landed");
    expect(world.stages().holders).toEqual({ production: [1] });
  });

  it("refuses a card that is no ordinary file", async () => {
    const { world, move, branch } = await approvedMove();
    world.repository.push(branch, { [cardPath]: { text: "/etc/passwd", mode: "120000" } }, ada);
    world.pulls.review(move, grace);
    world.pulls.review(move, mary);
    await evaluatePull(world.ports, move);
    expect(world.stages().holders).toEqual({ development: [1] });
  });

  it("never undoes an edit of the card that landed since the move was asked for", async () => {
    const { world, move, branch } = await approvedMove();
    world.repository.push("main", { [cardPath]: "# theirs\n" }, ada);
    world.repository.push(branch, { [cardPath]: "# mine\n" }, ada);
    world.pulls.review(move, grace);
    world.pulls.review(move, mary);
    expect(await evaluatePull(world.ports, move)).toMatchObject({ kind: "shut", code: "MOVE_REFUSED" });
    expect(world.repository.text(world.repository.head("main"), cardPath)).toBe("# theirs\n");
  });

  it("takes only the card from a version's pull request", async () => {
    const world = new RegistryWorld();
    const pull = await opened(world, 1);
    const { headBranch } = await world.pulls.get(pull);
    world.repository.push(headBranch, { [cardPath]: "# mine\n" }, ada);
    expect((await evaluatePull(world.ports, pull)).kind).toBe("landed");
    expect(world.repository.text(world.repository.head("main"), cardPath)).toBe("# mine\n");
  });

  it.each([
    ["the record", { [runPath]: "{}" }],
    ["the policy", { "pedigree.yml": `${POLICY}# looser` }],
  ])("shuts a version's pull request that changes %s", async (_, files) => {
    const world = new RegistryWorld();
    const pull = await opened(world, 1);
    const { headBranch } = await world.pulls.get(pull);
    world.repository.push(headBranch, files, ada);
    expect((await evaluatePull(world.ports, pull)).kind).toBe("shut");
  });

  it("shuts a version's pull request whose commit the App did not make", async () => {
    const world = new RegistryWorld();
    const pull = await opened(world, 1);
    const { headBranch, head } = await world.pulls.get(pull);
    // A force-push of a look-alike, with the App's name as its author.
    world.repository.refs.set(headBranch, world.repository.head("main"));
    const text = world.repository.text(head, runPath) ?? "";
    world.repository.push(headBranch, { [runPath]: text.replace("0.9", "0.99") }, app);
    expect(await evaluatePull(world.ports, pull)).toMatchObject({ kind: "shut", code: "PROVENANCE_REFUSED" });
  });

  it("does not believe another request's commit about who asked", async () => {
    const { world, move, branch } = await approvedMove();
    const other = await asked(world, 1, { sender: grace, body: "/archive" });
    world.repository.refs.set(branch, (await world.pulls.get(other)).head);
    expect(await evaluatePull(world.ports, move)).toMatchObject({ kind: "shut", code: "ACCESS_DENIED" });
  });

  it("does not count the requester's own approval", async () => {
    const world = new RegistryWorld();
    const move = await asked(world, await registered(world, 1));
    world.pulls.review(move, ada);
    world.pulls.review(move, grace);
    expect((await evaluatePull(world.ports, move)).kind).toBe("waiting");
  });
});

describe("what is not the App's is left alone", () => {
  it.each([
    ["somebody else's pull request", { author: ada }],
    ["a deleted account's", { author: null }],
    ["one from a fork", { author: app, inRepository: false }],
    ["one into another branch", { author: app, base: "other" }],
    ["a draft", { author: app, draft: true }],
  ])("%s", async (_, { author, ...rest }) => {
    const world = new RegistryWorld();
    world.repository.refs.set("other", world.repository.head("main"));
    const branch = "pedigree/register/churn/1";
    world.repository.refs.set(branch, world.repository.head("main"));
    world.repository.push(branch, { "x.txt": "x" }, ada);
    const { number } = world.pulls.openBy(author, { title: "churn 1", body: "", head: branch, ...rest });
    expect((await evaluatePull(world.ports, number)).kind).toBe("ignored");
    expect(world.checks.published).toEqual([]);
  });
});

describe("running again changes nothing", () => {
  it("publishes an unchanged decision once", async () => {
    const world = new RegistryWorld();
    const move = await asked(world, await registered(world, 1));
    expect(await evaluatePull(world.ports, move)).toMatchObject({ published: true });
    const before = world.checks.published.length;
    const { body } = await world.pulls.get(move);
    expect(await evaluatePull(world.ports, move)).toMatchObject({ published: false });
    expect(world.checks.published).toHaveLength(before);
    expect((await world.pulls.get(move)).body).toBe(body);
  });

  it("finds a landed pull request done", async () => {
    const { world, move } = await approvedMove();
    await evaluatePull(world.ports, move);
    const tip = world.repository.head("main");
    expect(await evaluatePull(world.ports, move)).toMatchObject({ kind: "projected", troubles: [] });
    expect(world.repository.head("main")).toBe(tip);
  });

  it("closes a move that has become pointless", async () => {
    const { world, move, branch } = await approvedMove();
    const stale = world.repository.head(branch);
    await evaluatePull(world.ports, move);
    expect((await world.pulls.get(move)).merged).toBe(true);
    world.repository.refs.set(branch, stale);
    world.repository.push(branch, { [cardPath]: "# late\n" }, ada);
    const again = world.pulls.openBy(app, { title: "churn 1 → production", body: "", head: branch });
    expect((await evaluatePull(world.ports, again.number)).kind).toBe("projected");
    expect(await world.pulls.get(again.number)).toMatchObject({ state: "closed", merged: false });
  });
});

describe("races", () => {
  it("lets one of two landings win, and the other decide again", async () => {
    const world = new RegistryWorld();
    const first = await registered(world, 1);
    const second = await registered(world, 2);
    const moves = [await asked(world, first), await asked(world, second)];
    for (const move of moves) {
      world.pulls.review(move, grace);
      world.pulls.review(move, mary);
    }
    const outcomes = await Promise.all(moves.map((move) => evaluatePull(world.ports, move)));
    expect(outcomes.map(({ kind }) => kind)).toEqual(["landed", "landed"]);
    const { holders, sequence } = world.stages();
    expect(sequence).toBe(4);
    expect(holders["production" as keyof typeof holders]).toHaveLength(1);
    expect(holders["archived" as keyof typeof holders]).toHaveLength(1);
  });

  it("gives up after a bounded number of lost races, having changed nothing", async () => {
    const { world, move } = await approvedMove();
    let attempts = 0;
    const repository = Object.assign(Object.create(world.repository), {
      advance: async () => {
        attempts += 1;
        world.repository.push("main", { "note.txt": `${attempts}` }, ada);
        return false;
      },
    });
    expect((await evaluatePull({ ...world.ports, repository }, move)).kind).toBe("outrun");
    expect(attempts).toBe(MAX_LANDING_ATTEMPTS);
    expect(world.stages().holders).toEqual({ development: [1] });
  });

  it("never reverts what landed after the tip was read, even when the head contains it", async () => {
    const { world, move, branch } = await approvedMove();
    let isFirst = true;
    const repository = Object.assign(Object.create(world.repository), {
      tip: async () => {
        const tip = world.repository.head("main");
        if (isFirst) {
          const landed = world.repository.push("main", { "note.txt": "landed" }, app);
          world.repository.merge(branch, landed, ada);
          world.pulls.review(move, grace);
          world.pulls.review(move, mary);
        }
        isFirst = false;
        return tip;
      },
    });
    await evaluatePull({ ...world.ports, repository }, move);
    await evaluatePull(world.ports, move);
    expect(world.stages().holders).toEqual({ production: [1] });
    expect(world.files()).toContain("note.txt");
  });

  it("judges by the policy of the tip that becomes the parent", async () => {
    const { world, move } = await approvedMove();
    world.repository.push("main", { "pedigree.yml": POLICY.replace("count: 2", "count: 3") }, ada);
    expect((await evaluatePull(world.ports, move)).kind).toBe("waiting");
  });
});

describe("when it cannot be judged", () => {
  it.each([
    ["a broken policy", { "pedigree.yml": "stages: [" }],
    ["no policy", { "pedigree.yml": null }],
  ])("stays shut and says so: %s", async (_, files) => {
    const { world, move } = await approvedMove();
    world.repository.push("main", files, ada);
    const outcome = await evaluatePull(world.ports, move);
    expect(outcome).toMatchObject({ kind: "shut", published: true });
    const { head } = await world.pulls.get(move);
    expect(world.checks.verdictOn(head)?.outcome).toBe("failure");
    expect(await evaluatePull(world.ports, move)).toMatchObject({ kind: "shut", published: false });
  });

  it("does not pass on a list that was cut", async () => {
    const { world, move } = await approvedMove();
    const cut = async () => ({ known: false as const, reason: "more than 250 commits" });
    const pulls = Object.assign(Object.create(world.pulls), { commits: cut });
    expect((await evaluatePull({ ...world.ports, pulls }, move)).kind).toBe("waiting");
    expect(world.stages().holders).toEqual({ development: [1] });
  });

  it("writes no check when the present ones cannot be read", async () => {
    const { world, move } = await approvedMove();
    const before = world.checks.published.length;
    const checks = Object.assign(Object.create(world.checks), {
      list: async () => ({ known: false as const, reason: "lost page" }),
    });
    expect(await evaluatePull({ ...world.ports, checks }, move)).toMatchObject({
      kind: "shut",
      published: false,
    });
    expect(world.checks.published).toHaveLength(before);
  });

  it("reports what could not be projected, and has landed all the same", async () => {
    const { world, home, move } = await approvedMove();
    const broken = async () => {
      throw new Error("no connection");
    };
    const pulls = Object.assign(Object.create(world.pulls), { addLabel: broken });
    const outcome = await evaluatePull({ ...world.ports, pulls }, move);
    expect(outcome).toMatchObject({ kind: "landed", troubles: [expect.stringContaining("churn 1")] });
    expect(await world.labels(home)).toEqual(["stage: development"]);
    // The branch went away although the label had failed.
    expect([...world.repository.refs.keys()]).toEqual(["main"]);
  });
});

it("records the whole decision, its facts and the commits that it judged", async () => {
  const world = new RegistryWorld();
  await registered(world, 1);
  await promoted(world, await registered(world, 2), [grace, mary]);
  const log = world.files().filter((path) => path.includes("/log/"));
  const text = world.repository.text(world.repository.head("main"), log.at(-1) ?? "") ?? "";
  const event = JSON.parse(text);
  expect(event).toMatchObject({ kind: "moved", version: 2, requester: { id: ada.id } });
  const approvals = event.decision.requirements.find(({ kind }: { kind: string }) => kind === "approvals");
  expect(approvals.evidence.map(({ user }: { user: { id: number } }) => user.id)).toEqual([
    grace.id,
    mary.id,
  ]);
  expect(event.facts.tip).toBe(event.tip);
});
