import { describe, expect, it } from "vitest";
import { sha256Schema } from "../../core/names.ts";
import { formatCheckKey } from "../../core/registry/check-key.ts";
import { formatPath, VERSION_FILES, type VersionFile } from "../../core/registry/layout.ts";
import { evaluatePull } from "../../usecases/evaluate-pull.ts";
import { judgePull } from "../../usecases/judge.ts";
import { opened, registered } from "../support/registry-play.ts";
import { ada, app, churn, RegistryWorld } from "../support/registry-world.ts";

const pathOf = (file: VersionFile) => formatPath({ kind: "version-file", model: churn, version: 1, file });

async function pending() {
  const world = new RegistryWorld();
  const number = await opened(world, 1);
  const { headBranch } = await world.pulls.get(number);
  const judge = () => judgePull(world.ports, number);
  const push = (files: Parameters<typeof world.repository.push>[1]) =>
    world.repository.push(headBranch, files, ada);
  return { world, number, headBranch, judge, push };
}

describe("a version's pull request", () => {
  it("plans the files that the App committed, and the event of the first stage", async () => {
    const { judge } = await pending();
    const judged = await judge();
    if (judged.kind !== "judged") throw new Error(judged.kind);
    expect(judged.decision).toMatchObject({ allowed: true, move: { from: null, to: "development" } });
    const planned = [...(judged.plan?.changes.keys() ?? [])];
    expect(planned).toEqual(
      expect.arrayContaining([pathOf("version.json"), pathOf("run.json"), pathOf("card.md")]),
    );
    expect(planned.some((path) => path.includes("/log/"))).toBe(true);
  });

  it("is judged with the card that people wrote there", async () => {
    const { world, judge, push } = await pending();
    const head = push({ [pathOf("card.md")]: "# mine\n" });
    const judged = await judge();
    if (judged.kind !== "judged") throw new Error(judged.kind);
    const card = world.repository.get(head).tree.get(pathOf("card.md"));
    expect(judged.plan?.changes.get(pathOf("card.md"))).toEqual({ blob: card?.blob });
  });

  it.each(VERSION_FILES.filter((file) => file !== "card.md"))("is shut once %s was changed", async (file) => {
    const { judge, push } = await pending();
    push({ [pathOf(file)]: "{}" });
    expect(await judge()).toMatchObject({ kind: "shut", error: { code: "PROVENANCE_REFUSED" } });
  });

  it.each(["version.json", "run.json", "curves.parquet"] as const)(
    "is shut once %s is gone",
    async (file) => {
      const { judge, push } = await pending();
      push({ [pathOf(file)]: null });
      expect(await judge()).toMatchObject({ kind: "shut", error: { code: "PROVENANCE_REFUSED" } });
    },
  );

  it.each(["pedigree.yml", "models/churn/stages.json", "models/churn/versions/2/card.md", "README.md"])(
    "is shut once it touches %s",
    async (path) => {
      const { judge, push } = await pending();
      push({ [path]: "# x\n" });
      expect(await judge()).toMatchObject({
        kind: "shut",
        error: { code: "MOVE_REFUSED", details: { subject: path } },
      });
    },
  );

  it("is shut where the files are not those that the App remembers", async () => {
    const { world, number, judge } = await pending();
    const { head } = await world.pulls.get(number);
    const origin = { kind: "version", files: sha256Schema.parse("0".repeat(64)) } as const;
    for (const [id, verdict] of world.checks.verdicts) {
      if (verdict.head === head) {
        world.checks.verdicts.set(id, {
          ...verdict,
          key: formatCheckKey({ origin, verdict: null, shownSince: null }),
        });
      }
    }
    expect(await judge()).toMatchObject({ kind: "shut", error: { code: "PROVENANCE_REFUSED" } });
  });

  it("has nothing left to judge once its version is registered", async () => {
    const { world, number, headBranch, judge } = await pending();
    const stale = world.repository.head(headBranch);
    await evaluatePull(world.ports, number);
    expect(await judge()).toMatchObject({ kind: "finished" });
    world.repository.refs.set(headBranch, stale);
    world.repository.push(headBranch, { [pathOf("card.md")]: "# late\n" }, ada);
    const again = world.pulls.openBy(app, { title: "churn 1", body: "", head: headBranch });
    expect(await judgePull(world.ports, again.number)).toMatchObject({
      kind: "moot",
      reason: expect.stringContaining("registered already"),
    });
  });

  it("does not know whether people touched more where GitHub cuts the list of files", async () => {
    const world = new RegistryWorld();
    await registered(world, 1);
    const number = await opened(world, 2);
    const pulls = Object.assign(Object.create(world.pulls), {
      files: async () => ({ known: false as const, reason: "more than 3,000 files" }),
    });
    const judged = await judgePull({ ...world.ports, pulls }, number);
    expect(judged.kind === "judged" && judged.facts.changedPaths.known).toBe(false);
  });
});
