import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { openGtoSource } from "../../../adapters/git/gto-source.ts";
import { DEFAULT_GTO_OPTIONS } from "../../../core/gto/state.ts";
import { planFromGto } from "../../../usecases/plan-gto.ts";
import { tempFolder, writeFiles } from "../../support/temp-folder.ts";
import { withCode } from "../../support/with-code.ts";

function repository() {
  const folder = tempFolder();
  const git = (args: readonly string[], second = 1_700_000_000) =>
    execFileSync("git", ["-C", folder, ...args], {
      env: {
        PATH: process.env.PATH,
        HOME: folder,
        GIT_CONFIG_NOSYSTEM: "1",
        GIT_AUTHOR_NAME: "Ada",
        GIT_AUTHOR_EMAIL: "a@example.com",
        GIT_AUTHOR_DATE: `${second} +0000`,
        GIT_COMMITTER_NAME: "Ada",
        GIT_COMMITTER_EMAIL: "a@example.com",
        GIT_COMMITTER_DATE: `${second} +0000`,
      },
      encoding: "utf8",
    }).trim();
  git(["init", "-q"]);
  return { folder, git };
}

test("annotated tags, descriptions at HEAD and stages of a real repository", async () => {
  const { folder, git } = repository();
  await writeFiles(folder, {
    "dvc.yaml": "artifacts:\n  churn: { path: m.pkl, desc: who leaves }\n",
    "sub/dvc.yaml": "stages: [not a map",
    ".gto": "stages: [dev, prod]\n",
    "artifacts.yaml": "segment: { type: model, description: groups }\n",
  });
  git(["add", "."]);
  git(["commit", "-qm", "one"]);
  const commit = git(["rev-parse", "HEAD"]);
  git(["tag", "-a", "churn@v1.0.0", "-m", "first\n\nmore"], 1_700_000_001);
  git(["tag", "-a", "churn#prod#1", "-m", "go"], 1_700_000_002);
  git(["tag", "churn@v9.0.0"]);
  git(["tag", "-a", "segment@v0.1.0", "-m", "s", git(["rev-parse", "HEAD^{tree}"])], 1_700_000_003);
  const { plan, files, notes } = await planFromGto(openGtoSource(folder), DEFAULT_GTO_OPTIONS);
  expect(plan.models).toMatchObject([
    {
      model: "churn",
      description: "who leaves",
      versions: [{ version: "v1.0.0", commit, by: "Ada", registeredAt: "2023-11-14T22:13:21.000Z" }],
      stages: [{ stage: "prod", version: "v1.0.0", tag: "churn#prod#1" }],
    },
  ]);
  expect(plan.passedOver.map(({ tag }) => tag).sort()).toEqual(["churn@v9.0.0", "segment@v0.1.0"]);
  expect([...files.keys()]).toEqual(["models/churn/model.yml"]);
  expect(notes).toEqual([expect.stringContaining("sub/dvc.yaml")]);
});

test("a repository without commits or tags has nothing, and another folder is refused", async () => {
  const { folder } = repository();
  const { plan } = await planFromGto(openGtoSource(folder), DEFAULT_GTO_OPTIONS);
  expect(plan).toMatchObject({ models: [], conflicts: [] });
  await expect(openGtoSource(tempFolder()).tags()).rejects.toThrow(withCode("FILE_UNREADABLE"));
});
