import { describe, expect, it } from "vitest";
import { evaluatePull } from "../../usecases/evaluate-pull.ts";
import { deploymentChanged } from "../../usecases/report-deployment.ts";
import { asked, promoted, registered } from "../support/registry-play.ts";
import { ada, grace, mary, POLICY, RegistryWorld } from "../support/registry-world.ts";

const deploying = () =>
  new RegistryWorld(
    POLICY.replace("displaced: archived", "displaced: archived\n    then: { deployment: production }"),
  );
const section = (pull: number) => `${pull} deployment production`;

describe("a deployment's status", () => {
  it("is shown on the version's pull request, written only when it changed, and as it is now", async () => {
    const world = deploying();
    const home = await registered(world, 1);
    await promoted(world, home, [grace, mary]);
    expect(world.stickyComments.sections.size).toBe(0);
    world.deployments.report(1, "success", grace);
    expect(await deploymentChanged(world.ports, 1)).toMatchObject({ written: true });
    // The same webhook again, and one that is late: what counts is what GitHub says now.
    expect(await deploymentChanged(world.ports, 1)).toMatchObject({ written: false });
    expect(world.stickyComments.sections.get(section(home))).toContain("has been deployed");
    expect(world.stickyComments.writes).toBe(1);
  });

  it("of somebody else's deployment is not shown, whatever its payload says", async () => {
    const world = deploying();
    await promoted(world, await registered(world, 1), [grace, mary]);
    const [own] = world.deployments.all;
    if (own === undefined) throw new Error("nothing was deployed");
    const { id } = world.deployments.createBy(ada, "production", own.notice);
    world.deployments.report(id, "success", ada, "all is well");
    expect(await deploymentChanged(world.ports, id)).toMatchObject({ written: false });
    expect(world.stickyComments.sections.size).toBe(0);
  });

  it("of a version that serves again is that of the newest landing", async () => {
    const world = deploying();
    const home = await registered(world, 1);
    await promoted(world, home, [grace, mary]);
    const second = await registered(world, 2);
    await promoted(world, second, [grace, mary]);
    const back = await asked(world, second, { body: "/rollback production" });
    world.pulls.review(back, mary);
    await evaluatePull(world.ports, back);
    const [first, , third] = world.deployments.all;
    world.deployments.report(third?.id ?? 0, "success", grace);
    await deploymentChanged(world.ports, third?.id ?? 0);
    world.deployments.report(first?.id ?? 0, "failure", grace);
    expect(await deploymentChanged(world.ports, first?.id ?? 0)).toMatchObject({ written: false });
    expect(world.stickyComments.sections.get(section(home))).toContain("has been deployed");
  });
});
