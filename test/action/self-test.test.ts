import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { triggerWorkflows, type WorkflowResult } from "../../sandbox/actions/runner/index.ts";
import { type ActionsWorld, startActions } from "../sandbox/actions/support.ts";
import { ROOT } from "../support/source-files.ts";

/** What `uses: ./` needs of this repository: its own workflow, the Action with its committed bundle, the example. */
const FOLDERS = ["dist", "examples/breast-cancer"];
const FILES = ["action.yml", ".github/workflows/self-test.yml"];

let actions: ActionsWorld;
let results: readonly WorkflowResult[];

beforeAll(async () => {
  actions = await startActions(await readFiles());
  results = await triggerWorkflows(actions.sandbox, { trigger: await actions.push() });
}, 60_000);
afterAll(() => actions.end());

async function readFiles(): Promise<Record<string, string>> {
  const listed = await Promise.all(
    FOLDERS.map(async (folder) => {
      const entries = await readdir(path.join(ROOT, folder), { recursive: true, withFileTypes: true });
      return entries
        .filter((entry) => entry.isFile())
        .map((entry) => path.join(entry.parentPath, entry.name));
    }),
  );
  const files = [...FILES.map((file) => path.join(ROOT, file)), ...listed.flat()];
  const contents = files.map(
    async (file) => [path.relative(ROOT, file), await readFile(file, "utf8")] as const,
  );
  return Object.fromEntries(await Promise.all(contents));
}

it("runs the project's own workflow with `uses: ./` and the committed bundle", () => {
  const steps = results.flatMap(({ jobs }) => jobs).flatMap((job) => job.steps);
  expect(steps.map(({ name, conclusion }) => [name, conclusion])).toEqual([
    [expect.stringContaining("checkout"), "success"],
    ["Record a training with the committed bundle", "success"],
    ["The run has an id", "success"],
    ["Post Pedigree", "success"],
  ]);
  const recorded = steps.find(({ name }) => name.startsWith("Record"));
  expect(recorded?.outputs["run-id"]).toMatch(/^[0-9a-f]{32}$/);
  expect(recorded?.outputs["artifact-digest"]).toMatch(/^(sha256:)?[0-9a-f]{64}$/);
  expect(Object.keys(JSON.parse(recorded?.outputs.metrics ?? "{}"))).toEqual(
    expect.arrayContaining(["auc", "accuracy", "log_loss", "sensitivity"]),
  );
  expect(recorded?.summary).toContain("self-test");
});

it("uploads one artifact, and GitHub's schema has nothing to say", async () => {
  const { data } = await actions.octokit.actions.listArtifactsForRepo({ owner: "acme", repo: "churn" });
  expect(data.artifacts.map(({ name }) => name)).toEqual(["pedigree-run.self-test"]);
  expect(actions.judge.violations).toEqual([]);
});
