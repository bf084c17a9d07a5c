import { describe, expect, it } from "vitest";
import type { Known } from "../../core/policy/facts.ts";
import { parseCheckKey } from "../../core/registry/check-key.ts";
import { formatPath } from "../../core/registry/layout.ts";
import type { Run } from "../../core/run/run.ts";
import { registerVersion } from "../../usecases/register-version.ts";
import { buildRun } from "../support/build-run.ts";
import { opened, registered } from "../support/registry-play.ts";
import { ada, churn, RegistryWorld } from "../support/registry-world.ts";
import { withCode } from "../support/with-code.ts";

const register = (world: RegistryWorld, runId: number, ports = world.ports) =>
  registerVersion(ports, { repository: "acme/churn", runId });
const branch = (version: number) => `pedigree/register/churn/${version}`;
const cardPath = (version: number) =>
  formatPath({ kind: "version-file", model: churn, version, file: "card.md" });

describe("a claim", () => {
  it("is a branch on the tip with one commit of the App, which the App remembers", async () => {
    const world = new RegistryWorld();
    const tip = world.repository.head("main");
    await opened(world, 1);
    const commit = world.repository.get(world.repository.head(branch(1)));
    expect(commit.parents).toEqual([tip]);
    expect(parseCheckKey(world.checks.verdictOn(commit.sha)?.key).origin?.kind).toBe("version");
  });

  it("is finished where it stopped, also when people wrote in the card meanwhile", async () => {
    const world = new RegistryWorld();
    world.train(1);
    const pulls = Object.assign(Object.create(world.pulls), {
      create: () => Promise.reject(new Error("killed")),
    });
    await expect(register(world, 1, { ...world.ports, pulls })).rejects.toThrow("killed");
    world.repository.push(branch(1), { [cardPath(1)]: "# mine\n" }, ada);
    expect(await register(world, 1)).toMatchObject([{ kind: "registered", version: 1 }]);
    expect(world.repository.text(world.repository.head(branch(1)), cardPath(1))).toBe("# mine\n");
  });

  it.each<[string, Known<Run | null>, string]>([
    ["names none, since it was not found then", { known: true, value: null }, "registered"],
    ["tells of none, since it could not be read then", { known: false, reason: "expired" }, "registered"],
    [
      "names another run than is found",
      { known: true, value: buildRun({ metrics: { auc: 0.1 } }) },
      "refused",
    ],
  ])("whose record of its baseline %s", async (_, recorded, kind) => {
    const world = new RegistryWorld();
    world.train(1);
    world.train(2);
    const pulls = Object.assign(Object.create(world.pulls), {
      create: () => Promise.reject(new Error("killed")),
    });
    const checks = Object.assign(Object.create(world.checks), {
      publish: () => Promise.reject(new Error("killed")),
    });
    const runs = Object.assign(Object.create(world.runs), { baseline: () => Promise.resolve(recorded) });
    await expect(register(world, 2, { ...world.ports, pulls, checks, runs })).rejects.toThrow("killed");
    expect(await register(world, 2)).toMatchObject([{ kind }]);
  });

  it("that people turned down stays so while its branch is still there", async () => {
    const world = new RegistryWorld();
    await world.pulls.close(await opened(world, 1));
    expect(await register(world, 1)).toMatchObject([{ kind: "refused", code: "MOVE_REFUSED" }]);
    expect(world.pulls.count).toBe(1);
  });

  it("compares the card with the newest version that has landed", async () => {
    const world = new RegistryWorld();
    await registered(world, 1, { auc: 0.81 });
    await registered(world, 2, { auc: 0.82 });
    await opened(world, 3, { auc: 0.83 });
    const card = world.repository.text(world.repository.head(branch(3)), cardPath(3)) ?? "";
    expect(card).toContain("0.83");
    expect(card).toContain("0.82");
    expect(card).not.toContain("0.81");
  });
});

describe("a race for a number", () => {
  it("is lost to whoever made the branch first, and the next number taken", async () => {
    const world = new RegistryWorld();
    world.train(1);
    let isFirst = true;
    const repository = Object.assign(Object.create(world.repository), {
      createBranch: async (...args: Parameters<typeof world.repository.createBranch>) => {
        if (isFirst) {
          isFirst = false;
          await opened(world, 2);
        }
        return world.repository.createBranch(...args);
      },
    });
    expect(await register(world, 1, { ...world.ports, repository })).toMatchObject([
      { kind: "registered", version: 2 },
    ]);
  });

  it("that is always lost is put off, and leaves nothing behind", async () => {
    const world = new RegistryWorld();
    world.train(1);
    const repository = Object.assign(Object.create(world.repository), { createBranch: async () => false });
    await expect(register(world, 1, { ...world.ports, repository })).rejects.toThrow(
      withCode("REMOTE_UNAVAILABLE"),
    );
    expect([...world.repository.refs.keys()]).toEqual(["main"]);
    expect(world.pulls.count).toBe(0);
  });
});
