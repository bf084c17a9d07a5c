import { afterAll, beforeAll, expect, it } from "vitest";
import { GitHubApi, type GitHubClient } from "../../../adapters/github/api.ts";
import { GitHubRegistryRepository } from "../../../adapters/github/registry-repository.ts";
import { createTreeCache, TreeReader } from "../../../adapters/github/registry-tree.ts";
import type { CommitSha } from "../../../core/names.ts";
import { startGitHub, type TestGitHub } from "../../support/github.ts";
import { withCode } from "../../support/with-code.ts";

const PLACE = { fullName: "acme/registry", branch: "main" };
const FILES = {
  "pedigree.yml": "schemaVersion: 1\n",
  ...Object.fromEntries(
    ["a", "b", "c"].flatMap((model) =>
      ["model.yml", "log/1.json", "log/2.json"].map((file) => [
        `models/${model}/${file}`,
        `${model} ${file}\n`,
      ]),
    ),
  ),
};

let github: TestGitHub;
let repository: GitHubRegistryRepository;
beforeAll(async () => {
  github = await startGitHub({ files: FILES });
  repository = new GitHubRegistryRepository(github.api(), PLACE);
});
afterAll(() => github.close());

/** A reader whose GitHub lists no more than so many entries at once, and what it asked for. */
function readerWith(limit: number) {
  const asked: string[] = [];
  const { rest, request } = github.asInstallation();
  const getTree = async (parameters: Parameters<GitHubClient["rest"]["git"]["getTree"]>[0]) => {
    const answer = await rest.git.getTree(parameters);
    const tree = answer.data.tree.slice(0, limit);
    asked.push(`${parameters?.recursive === undefined ? "folder" : "whole"} ${answer.data.tree.length}`);
    return { ...answer, data: { ...answer.data, tree, truncated: tree.length < answer.data.tree.length } };
  };
  const client: GitHubClient = {
    request,
    rest: { ...rest, git: { ...rest.git, getTree: Object.assign(getTree, rest.git.getTree) } },
  };
  return { reader: new TreeReader(new GitHubApi(client), PLACE.fullName, createTreeCache(1_000_000)), asked };
}

const change = async (path: string): Promise<CommitSha> => {
  const tip = await repository.tip();
  return repository.commit(tip, [tip], new Map([[path, "changed\n"]]), "change\n");
};

it("is one request where GitHub lists all at once, and none the second time", async () => {
  const { reader, asked } = readerWith(100_000);
  const tip = await repository.tip();
  expect([...(await reader.read(tip)).keys()].sort()).toEqual(Object.keys(FILES).sort());
  await reader.read(tip);
  expect(asked).toHaveLength(1);
});

it("is put together from its folders where it is too large, and asks only for those that changed", async () => {
  const { reader, asked } = readerWith(6);
  const tip = await repository.tip();
  expect(await reader.read(tip)).toEqual(await repository.tree(tip));
  asked.length = 0;
  const changed = await change("models/b/log/3.json");
  expect(await reader.read(changed)).toEqual(await repository.tree(changed));
  // The root, models, and the one model.
  expect(asked).toEqual(["folder 2", "folder 3", "whole 5"]);
});

it("is not read by halves where a single folder is too large", async () => {
  const { reader } = readerWith(2);
  await expect(reader.read(await repository.tip())).rejects.toThrow(withCode("REMOTE_INCOMPLETE"));
});
