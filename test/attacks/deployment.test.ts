import { describe, expect, it } from "vitest";
import { PedigreeError } from "../../core/errors.ts";
import { commitShaSchema, modelNameSchema, sha256Schema } from "../../core/names.ts";
import { combineWords, type RegistryWord } from "../../core/policy/deployment-gate.ts";
import type { WaitingDeployment } from "../../core/ports/deployment-gates.ts";
import { formatClaim } from "../../core/registry/deployment-claim.ts";
import { formatArtifactName } from "../../core/run/artifact-name.ts";
import { answerComment } from "../../usecases/answer-comment.ts";
import { evaluatePull } from "../../usecases/evaluate-pull.ts";
import { judgeDeployment } from "../../usecases/judge-deployment.ts";
import { keepGate } from "../../usecases/keep-gate.ts";
import { reconcile } from "../../usecases/reconcile.ts";
import { stage } from "../support/events.ts";
import { MemoryGates } from "../support/memory-gates.ts";
import { asked, promoted, registered, written } from "../support/registry-play.ts";
import { ada, grace, mary, POLICY, RegistryWorld } from "../support/registry-world.ts";

const SERVING = `deployments:
  - { repository: acme/serving, environment: live, model: churn, stage: production }
`;

const digestOfVersion = (version: number) => sha256Schema.parse(String(version).repeat(64));
const claim = (version: number, more: { model?: string; stage?: string } = {}) =>
  formatClaim({
    model: modelNameSchema.parse(more.model ?? "churn"),
    stage: stage(more.stage ?? "production"),
    digest: digestOfVersion(version),
  });

/** Versions 1 and 2 have held production, one after the other; each artifact has a digest of its own. */
async function world(policy = `${POLICY}${SERVING}`): Promise<RegistryWorld> {
  const made = new RegistryWorld(policy.replace("access:", "access:\n  override: [{ user: mary }]"));
  for (const version of [1, 2]) {
    await promoted(made, await enter(made, version), [grace, mary]);
  }
  return made;
}

function enter(made: RegistryWorld, version: number): Promise<number> {
  const name = formatArtifactName({ experiment: "train", ordinal: 1 });
  const artifact = { id: version, name, digest: digestOfVersion(version), bytes: 1 };
  return registered(made, version, { artifact: { artifact } });
}

const waiting = (change: Partial<WaitingDeployment> = {}): WaitingDeployment => ({
  repository: "acme/serving",
  environment: "live",
  runId: 7,
  deployment: 8,
  commit: commitShaSchema.parse("a".repeat(40)),
  ref: "main",
  payload: {},
  title: `Deploy ${claim(2)}`,
  event: "repository_dispatch",
  own: true,
  ...change,
});

const ask = async (made: RegistryWorld, change: Partial<WaitingDeployment> = {}): Promise<RegistryWord> =>
  judgeDeployment(made.ports, waiting(change));

describe("B16 an environment", () => {
  it.each([
    ["the title of the run", {}],
    ["a tag", { title: "Deploy", ref: claim(2) }],
    [
      "a payload",
      {
        title: "Deploy",
        payload: { model: "churn", stage: "production", artifact: { digest: digestOfVersion(2) } },
      },
    ],
  ])("B16 is opened for the digest that the holder has, named by %s", async (_, change) => {
    expect(await ask(await world(), change)).toMatchObject({ kind: "approved" });
  });

  it("B16 stays shut for another digest, and the answer says who holds the stage", async () => {
    const word = await ask(await world(), { title: claim(3) });
    expect(word.kind).toBe("rejected");
    expect(word).toMatchObject({ reason: expect.stringContaining("version 2") });
    expect(word.kind === "rejected" ? word.reason.length : 0).toBeLessThan(1_024);
  });

  it("B16 stays shut for a holder of before, and after a rollback for the one that was rolled back", async () => {
    const made = await world();
    expect((await ask(made, { title: claim(1) })).kind).toBe("rejected");
    const back = await asked(made, 3, { body: "/rollback production" });
    made.pulls.review(back, mary);
    expect((await evaluatePull(made.ports, back)).kind).toBe("landed");
    expect((await ask(made, { title: claim(2) })).kind).toBe("rejected");
    expect((await ask(made, { title: claim(1) })).kind).toBe("approved");
  });

  it("B16 stays shut for a model or a stage that the policy does not let in there", async () => {
    const made = await world();
    expect((await ask(made, { title: claim(2, { model: "fraud" }) })).kind).toBe("elsewhere");
    expect((await ask(made, { title: claim(1, { stage: "archived" }) })).kind).toBe("elsewhere");
    const unknown = await world(
      `${POLICY}${SERVING}  - { repository: acme/serving, environment: live, model: fraud, stage: production }\n`,
    );
    expect(await ask(unknown, { title: claim(2, { model: "fraud" }) })).toMatchObject({
      kind: "rejected",
      reason: expect.stringContaining("no model fraud"),
    });
  });

  it("B16 stays shut when nothing, or two different things, are named", async () => {
    const made = await world();
    expect(await ask(made, { title: "Deploy" })).toMatchObject({ kind: "rejected" });
    expect(await ask(made, { title: `${claim(2)} ${claim(1)}` })).toMatchObject({ kind: "rejected" });
    expect(await ask(made, { ref: claim(1) })).toMatchObject({ kind: "rejected" });
  });

  it.each([
    ["a pull request, whose title is its author's", { event: "pull_request" }],
    ["a run that follows a pull request's", { event: "workflow_run" }],
    ["a fork", { own: false }],
  ])("B16 stays shut for %s", async (_, change) => {
    expect((await ask(await world(), change)).kind).toBe("rejected");
  });

  it("B16 is the holder's while the model is frozen, too: what serves may be deployed again", async () => {
    const made = await world();
    await answerComment(
      made.ports,
      written(made, { pull: 1, body: "/freeze churn an audit is under way", sender: mary }),
    );
    expect(made.stages().frozen).toBeDefined();
    expect((await ask(made)).kind).toBe("approved");
  });

  it("B16 stays shut while a change by hand is not acknowledged", async () => {
    const made = await world();
    const forged = { ...made.stages(), holders: { production: [1] } };
    made.repository.push("main", { "models/churn/stages.json": JSON.stringify(forged) }, ada);
    expect(await ask(made)).toMatchObject({
      kind: "rejected",
      reason: expect.stringContaining("/acknowledge"),
    });
  });

  it("B16 gets no answer while the registry cannot be read, and a refusal while its policy cannot be used", async () => {
    const made = await world();
    const fault = new PedigreeError("REMOTE_UNAVAILABLE", "GitHub could not answer");
    const repository = Object.assign(Object.create(made.repository), {
      tip: () => Promise.reject(fault),
    });
    await expect(judgeDeployment({ ...made.ports, repository }, waiting())).rejects.toBe(fault);
    made.repository.push("main", { "pedigree.yml": "stages: [" }, ada);
    expect(await ask(made)).toMatchObject({
      kind: "unusable",
      reason: expect.stringContaining("FILE_UNREADABLE"),
    });
  });

  it("B16 cannot be named by a workflow alone: without the policy the registry is silent", async () => {
    const made = await world(POLICY);
    expect(await ask(made)).toEqual({ kind: "silent" });
    expect(combineWords(new Map([["acme/registry", await ask(made)]]), "listed")).toMatchObject({
      approved: false,
    });
  });

  it("B16 of the registry itself is opened for the App's own deployment of the landing", async () => {
    const made = await world(
      POLICY.replace("displaced: archived", "displaced: archived\n    then: { deployment: live }"),
    );
    const here = { repository: "acme/registry", environment: "live", event: "deployment", title: "deploy" };
    const [first, second] = made.deployments.all.map(({ notice }) => notice.landing);
    if (first === undefined || second === undefined) throw new Error("nothing was deployed");
    expect((await ask(made, { ...here, commit: second })).kind).toBe("approved");
    expect((await ask(made, { ...here, commit: first })).kind).toBe("rejected");
    const commit = commitShaSchema.parse("f".repeat(40));
    for (const { notice } of made.deployments.all.slice(1)) {
      made.deployments.createBy(ada, "live", { ...notice, landing: commit });
    }
    expect((await ask(made, { ...here, commit })).kind).toBe("rejected");
  });

  it("B16 is opened by one file's digest only where the version has no other file", async () => {
    const made = new RegistryWorld(`${POLICY}${SERVING}`);
    const file = (path: string, digit: string) =>
      ({ path, digest: sha256Schema.parse(digit.repeat(64)), bytes: 1, role: "model" }) as const;
    const title = claim(2).replace(/2+$/, "d".repeat(64));
    const alone = await registered(made, 1, { run: { files: [file("a", "d")] } });
    await promoted(made, alone, [grace, mary]);
    expect((await ask(made, { title })).kind).toBe("approved");
    const withAnother = await registered(made, 2, { run: { files: [file("a", "d"), file("b", "e")] } });
    await promoted(made, withAnother, [grace, mary]);
    expect((await ask(made, { title })).kind).toBe("rejected");
  });
});

describe("B16 the answer", () => {
  const words = (...said: readonly RegistryWord[]) =>
    combineWords(new Map(said.map((word, at) => [`acme/registry-${at}`, word])), "listed");
  const approved = { kind: "approved", reason: "yes" } as const;

  it("B16 is that of the one registry that decides", () => {
    expect(words({ kind: "silent" }, approved, { kind: "elsewhere", reason: "no" })).toEqual({
      approved: true,
      reason: "yes",
    });
    expect(words(approved, { kind: "unusable", reason: "broken" }).approved).toBe(true);
    expect(words({ kind: "rejected", reason: "no" }).approved).toBe(false);
  });

  it("B16 is none that anybody could give by making a registry, beside one that speaks for the environment", () => {
    for (const kind of ["elsewhere", "unusable"] as const) {
      const said = new Map<string, RegistryWord>([
        ["acme/registry", { kind, reason: "no" }],
        ["acme/mine", approved],
      ]);
      const answer = combineWords(said, "discovered");
      expect(answer.approved).toBe(false);
      expect(answer.reason).toContain("acme/registry");
      expect(combineWords(new Map([["acme/registry", approved]]), "discovered").approved).toBe(true);
    }
  });

  it.each([
    ["two decide", [approved, approved]],
    ["none does", []],
    ["one is silent", [{ kind: "silent" }]],
    ["one cannot be used", [{ kind: "unusable", reason: "broken" }]],
    ["another model is meant", [{ kind: "elsewhere", reason: "no" }]],
  ] as const)("B16 is no when %s", (_, said) => {
    expect(words(...said).approved).toBe(false);
  });

  it("B16 is never given by a registry of another account, although the App is installed there", async () => {
    const made = await world();
    const gates = new MemoryGates();
    const heard: string[] = [];
    const place = gates.wait(waiting());
    const registries = async () => ["evil/registry", "ACME/registry"];
    const judge = async (registry: string, what: WaitingDeployment) => {
      heard.push(registry);
      return judgeDeployment(made.ports, what);
    };
    const answer = await keepGate({ gates, registries, knownBy: "listed", judge }, place);
    expect(heard).toEqual(["ACME/registry"]);
    expect(answer?.approved).toBe(true);
    expect(gates.answers).toHaveLength(1);
    expect(await keepGate({ gates, registries, knownBy: "listed", judge }, place)).toBeUndefined();
    const alone = gates.wait(waiting());
    const foreign = await keepGate(
      { gates, registries: async () => ["evil/registry"], knownBy: "listed", judge },
      alone,
    );
    expect(foreign?.approved).toBe(false);
  });

  it("B16 a dispatch never leaves the registry's own account either", async () => {
    const rule = "then: { dispatch: { type: model-promoted, repositories: [other/serving] } }";
    const made = new RegistryWorld(POLICY.replace("displaced: archived", `displaced: archived\n    ${rule}`));
    await promoted(made, await registered(made, 1), [grace, mary]);
    expect(made.announcements.sent).toEqual([]);
    expect((await reconcile(made.ports)).troubles.join()).toContain("ACCESS_DENIED");
    expect(made.stages().holders).toEqual({ production: [1] });
  });
});
