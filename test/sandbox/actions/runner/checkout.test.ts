import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { type ActionsWorld, commit, startActions, workflowOf } from "../support.ts";

let actions: ActionsWorld;

beforeAll(async () => {
  actions = await startActions({ "README.md": "first\n" });
  await commit(actions.sandbox, actions.repository, { "README.md": "second\n" });
  await commit(actions.sandbox, actions.repository, { "other.md": "other\n" }, "side");
});

afterEach(() => actions.sandbox.world.idle());

afterAll(() => actions.end());

const run = (steps: string, job = "") => actions.run({ ".github/workflows/ci.yml": workflowOf(steps, job) });

it("fetches one commit, or the whole history with all branches", async () => {
  const shallow = await run("- uses: actions/checkout@v4\n- run: git log --oneline | wc -l");
  expect(shallow.jobs[0]?.log).toEqual(["1"]);
  const whole = await run(`
- uses: actions/checkout@v4
  with: { fetch-depth: 0 }
- run: git log --format=%s | tail -1; git branch --remotes --format='%(refname:short)'
`);
  expect(whole.jobs[0]?.log).toEqual(["Initial commit", "origin/main", "origin/side"]);
});

it("checks another branch out, below a path", async () => {
  const result = await run(`
- uses: actions/checkout@v4
  with: { ref: side, path: there }
- run: ls; cat there/other.md
`);
  expect(result.jobs[0]?.log).toEqual(["there", "other"]);
});

it("lets a step push with the token that the clone keeps, and only with the permission", async () => {
  const push = `
- uses: actions/checkout@v4
- run: |
    git config user.name bot && git config user.email bot@example.test
    git commit --quiet --allow-empty -m pushed && git push --quiet origin HEAD:refs/heads/pushed
`;
  const allowed = await run(push, "permissions: { contents: write }");
  expect(allowed.jobs[0]?.log).toEqual([]);
  const branch = await actions.octokit.rest.repos.getBranch({
    owner: "acme",
    repo: "churn",
    branch: "pushed",
  });
  expect(branch.data.commit.commit.message).toBe("pushed\n");
  const refused = await run(push.replace("heads/pushed", "heads/refused"), "permissions: { contents: read }");
  expect(refused.conclusion).toBe("failure");
});

it("runs on the commit of the trigger although the branch has moved on", async () => {
  const { sandbox, repository } = actions;
  await commit(sandbox, repository, {
    ".github/workflows/ci.yml": workflowOf("- uses: actions/checkout@v4\n- run: cat README.md"),
    "README.md": "old\n",
  });
  const { runWorkflow } = await import("../../../../sandbox/actions/runner/index.ts");
  const trigger = await actions.push();
  await commit(sandbox, repository, { "README.md": "new\n" });
  const result = await runWorkflow(sandbox, { path: ".github/workflows/ci.yml", trigger });
  expect(result.jobs[0]?.log).toEqual(["old"]);
});
