import { afterAll, beforeAll, expect, it } from "vitest";
import { type ActionsWorld, startActions, workflowOf } from "../support.ts";

let actions: ActionsWorld;

beforeAll(async () => {
  actions = await startActions({ "README.md": "# churn\n" });
});

afterAll(() => actions.end());

const run = (steps: string, job = "") => actions.run({ ".github/workflows/ci.yml": workflowOf(steps, job) });

it("runs scripts in a real clone of the commit", async () => {
  const result = await run(`
- uses: actions/checkout@v4
- name: Look
  run: |
    cat README.md
    git rev-parse HEAD
    echo "sha $GITHUB_SHA"
`);
  expect(result.conclusion).toBe("success");
  const log = result.jobs[0]?.steps[1]?.log ?? [];
  expect(log).toEqual(["# churn", result.run.headSha, `sha ${result.run.headSha}`]);
});
