import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import { runCli } from "../../cli/run.ts";
import { createCliPorts } from "../../cli/wire.ts";
import { digestOfText } from "../../core/canonical.ts";
import { type AppWorld, POLICY, startAppWorld } from "../support/running-app.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { createTrainingRepository, train } from "../support/training.ts";

const AT = { owner: "acme", repo: "registry" };
const ONE_LEAD = POLICY.replace("count: 2", "count: 1");
const STRICTER = POLICY.replace("auc >= 0.8", "auc >= 0.85");

function policyFile(text: string): string {
  const file = join(tempFolder(), "new.yml");
  writeFileSync(file, text);
  return file;
}

/** Two versions wait for production: nobody has approved the first, one of two leads the second. */
describe("pedigree policy rehearse, of open requests", () => {
  let world: AppWorld;
  beforeAll(async () => {
    world = await startAppWorld();
    const churn = await createTrainingRepository(world.github);
    for (const auc of [0.82, 0.9]) {
      await train(world.github, churn, { metrics: { auc } });
      await world.settle();
    }
    for (const version of [1, 2])
      await comment(world.pullOf(`churn ${version}`).number, "/promote production");
    await approve("bob", numberOf(2));
    await world.settle();
  });
  afterAll(async () => {
    const { violations } = world.github.judge;
    await world.close();
    expect(violations).toEqual([]);
  });

  const numberOf = (version: number) => world.pullOf(`churn ${version} → production`).number;
  async function comment(number: number, body: string) {
    await world.github.as("alice").rest.issues.createComment({ ...AT, issue_number: number, body });
    await world.settle();
  }
  const stateDigest = () => digestOfText(JSON.stringify(world.github.sandbox.world.state));
  const approve = (login: string, pull_number: number) =>
    world.github.as(login).rest.pulls.createReview({ ...AT, pull_number, event: "APPROVE" });

  const environment = (login: string) => ({
    GITHUB_API_URL: world.github.sandbox.baseUrl,
    GITHUB_TOKEN: world.github.sandbox.createUserToken(login),
  });
  const rehearse = (policy: string, argv: readonly string[], env: NodeJS.ProcessEnv = environment("bob")) =>
    runCli(["policy", "rehearse", policyFile(policy), ...argv], {
      ports: createCliPorts(env),
      version: "1",
    });
  const at = ["--repository", "acme/registry"];

  it("says of one request what would newly be open and what to do, and sends nothing but reads", async () => {
    const bob = environment("bob");
    const before = stateDigest();
    const sent = vi.spyOn(globalThis, "fetch");
    onTestFinished(() => sent.mockRestore());
    const { stdout, stderr, status } = await rehearse(STRICTER, ["--pull", String(numberOf(1)), ...at], bob);
    expect({ stderr, status }).toEqual({ stderr: "", status: 0 });
    expect(stdout).toContain("acme/registry, branch main: 1 open request, 1 decided otherwise.");
    expect(stdout).toMatch(/now +waits\n +under the policy +is refused\n/);
    expect(stdout).toContain("newly open:\n    ❌ candidate.auc >= 0.85: found candidate.auc = 0.82");
    expect(stdout).toMatch(/open under both:\n {4}⏳ 2 approvals from acme\/ml-leads/);
    expect(stdout).toMatch(/to do under the policy:\n {4}- \S/);
    expect(sent.mock.calls.length).toBeGreaterThan(5);
    for (const [, init] of sent.mock.calls) expect(init?.method).toBe("GET");
    expect(stateDigest()).toBe(before);
  });

  it("gathers what only the new policy asks about, and says what would be allowed by it", async () => {
    const other = POLICY.replace(
      "{ count: 2, from: [{ team: acme/ml-leads }] }",
      "{ count: 1, from: [{ team: acme/data-science }] }",
    );
    const { stdout, status } = await rehearse(other, ["--pulls", "--json", ...at]);
    const { total, requests } = JSON.parse(stdout);
    expect({ status, total }).toEqual({ status: 0, total: 2 });
    const [first, second] = requests.toSorted((a: { pull: number }, b: { pull: number }) => a.pull - b.pull);
    expect(first).toMatchObject({ before: { outlook: "waits" }, after: { outlook: "waits" }, isSame: false });
    expect(second).toMatchObject({
      pull: numberOf(2),
      before: { outlook: "waits", decision: { allowed: false } },
      after: { outlook: "lands", decision: { allowed: true } },
      change: { newlyOpen: [], noLongerOpen: [{ kind: "approvals", status: "pending" }], stillOpen: [] },
    });
  });

  it("counts as unknown what the token may not see, and ends with 1", async () => {
    world.github.sandbox.createUser("erin");
    const erin = environment("erin");
    const { stdout, status } = await rehearse(ONE_LEAD, ["--pull", `#${numberOf(2)}`, ...at], erin);
    expect(status).toBe(1);
    expect(stdout).toContain("cannot be told, as not all could be seen");
    expect(stdout).toContain("❔ 1 approval from acme/ml-leads: found 0 of 1; not counted: bob");
    expect(stdout).toContain("counts as unknown, never as met");
  });

  it("says nothing of the same policy but that", async () => {
    const { stdout, status } = await rehearse(POLICY, ["--pulls", ...at]);
    expect(stdout).toContain("2 open requests, 0 decided otherwise.");
    expect(stdout).not.toContain("newly open");
    expect(status).toBe(0);
  });

  it("says that a request would be shut where its stage is gone", async () => {
    const gone = POLICY.replace("name: production", "name: live");
    const { stdout, status } = await rehearse(gone, ["--pull", String(numberOf(1)), ...at]);
    expect(stdout).toMatch(/under the policy +cannot be judged, so it stays shut: .*no such stage/);
    expect(status).toBe(0);
  });

  it.each([
    ["no token", POLICY, ["--pulls", ...at], { GITHUB_TOKEN: "" }, 2, "there is no token"],
    [
      "an unusable policy",
      POLICY.replace("displaced: archived", "displaced: gone"),
      ["--pulls", ...at],
      {},
      2,
      "POLICY_INVALID",
    ],
    ["no such pull request", POLICY, ["--pull", "999", ...at], {}, 3, "the token may read it"],
    ["no number", POLICY, ["--pull", "1e3", ...at], {}, 2, "the number of a pull request"],
    ["both options", POLICY, ["--pull", "1", "--pulls", ...at], {}, 2, "INPUT_INVALID"],
    ["nothing that is open", POLICY, at, {}, 2, "--pull NUMBER or --pulls"],
    ["no registry", POLICY, ["--pulls", "/"], {}, 2, "--repository"],
    ["no repository", POLICY, ["--pulls", "--repository", "acme"], {}, 2, "owner/name"],
    ["one that is not there", POLICY, ["--pulls", "--repository", "acme/nowhere"], {}, 3, "acme/nowhere"],
    ["an App that is not there", POLICY, ["--pulls", "--app", "nobody", ...at], {}, 2, "no such App"],
  ])("refuses %s", async (_, policy, argv, change, expected, words) => {
    const { stdout, stderr, status } = await rehearse(policy, argv, { ...environment("bob"), ...change });
    expect({ stdout, status, stderr }).toEqual({
      stdout: "",
      status: expected,
      stderr: expect.stringContaining(words),
    });
  });

  it("refuses what is no open request, and says what it is", async () => {
    const landed = world.pullOf("churn 1").number;
    const closed = await rehearse(POLICY, ["--pull", String(landed), ...at]);
    expect(closed).toMatchObject({ status: 2, stdout: "" });
    expect(closed.stderr).toContain("a request that is closed");
    const bob = world.github.as("bob").rest;
    const { data: main } = await bob.git.getRef({ ...AT, ref: "heads/main" });
    await bob.git.createRef({ ...AT, ref: "refs/heads/topic", sha: main.object.sha });
    const content = Buffer.from("hello").toString("base64");
    await bob.repos.createOrUpdateFileContents({
      ...AT,
      branch: "topic",
      path: "a.txt",
      message: "a",
      content,
    });
    const { data } = await bob.pulls.create({ ...AT, title: "mine", head: "topic", base: "main" });
    const edit = await rehearse(POLICY, ["--pull", String(data.number), ...at]);
    expect(edit.stderr).toContain("a pull request of people's own");
    expect(edit.status).toBe(2);
  });
});
