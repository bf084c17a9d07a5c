import { execFileSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openRegistryClone } from "../../../adapters/git/registry-clone.ts";
import { blobShaSchema } from "../../../core/names.ts";
import type { HistoryCommit } from "../../../core/ports/registry-history.ts";
import { collect } from "../../support/collect.ts";
import { git } from "../../support/git-objects.ts";
import { looseFile, overwrite } from "../../support/object-files.ts";
import { tempFolder, writeFiles } from "../../support/temp-folder.ts";
import { withCode } from "../../support/with-code.ts";

/** A repository whose main branch took a side branch in, with an empty commit and a hostile subject. */
async function repository(): Promise<string> {
  const folder = tempFolder();
  git(folder, ["init", "--quiet", "--initial-branch=main"]);
  await commit(folder, { "pedigree.yml": "schemaVersion: 1\n" }, "first");
  git(folder, ["commit", "--allow-empty", "-m", "nothing :100644\tin it"]);
  git(folder, ["checkout", "-q", "-b", "side"]);
  await commit(folder, { "models/churn/log/naïve name.json": "{}", "models/b": "b" }, "on the side");
  git(folder, ["checkout", "-q", "main"]);
  await commit(folder, { "README.md": "hello\n" }, "in between");
  git(folder, ["merge", "-q", "--no-ff", "-m", "landing", "side"]);
  return folder;
}

async function commit(folder: string, files: Readonly<Record<string, string>>, message: string) {
  await writeFiles(folder, files);
  git(folder, ["add", "."]);
  git(folder, ["commit", "-q", "-m", message]);
}

async function read(folder: string, under?: string): Promise<readonly HistoryCommit[]> {
  const history = await openRegistryClone(folder);
  try {
    return await collect(history.commits(under));
  } finally {
    history.close();
  }
}

const shown = (commits: readonly HistoryCommit[]) =>
  commits.map(({ subject, parents, changes }) => [subject, parents.length, changes.map(({ path }) => path)]);

describe("the history of a clone", () => {
  it("is the first-parent line, oldest first, with what each commit changed against its first parent", async () => {
    expect(shown(await read(await repository()))).toEqual([
      ["first", 0, ["pedigree.yml"]],
      ["nothing :100644\tin it", 1, []],
      ["in between", 1, ["README.md"]],
      ["landing", 2, ["models/b", "models/churn/log/naïve name.json"]],
    ]);
  });

  it("below a folder holds only what touches it", async () => {
    expect(shown(await read(await repository(), "models/churn"))).toEqual([
      ["landing", 2, ["models/churn/log/naïve name.json"]],
    ]);
  });

  it("is not bent by the clone's configuration, replace refs or grafts", async () => {
    const folder = await repository();
    const before = await read(folder);
    git(folder, ["config", "diff.renames", "true"]);
    git(folder, ["config", "log.showSignature", "true"]);
    git(folder, ["config", "diff.external", "false"]);
    git(folder, ["config", "log.showRoot", "false"]);
    git(folder, ["replace", "HEAD^{commit}", "HEAD~2"]);
    writeFileSync(join(folder, ".git", "info", "grafts"), `${before.at(-1)?.id}\n`);
    expect(await read(folder)).toEqual(before);
  });

  it("is the commits' own, not what a commit graph says of them", async () => {
    const folder = await repository();
    const before = await read(folder);
    git(folder, ["commit-graph", "write", "--reachable"]);
    const graph = join(folder, ".git", "objects", "info", "commit-graph");
    const [tree, other] = ["HEAD^{tree}", "HEAD~1^{tree}"].map((name) =>
      Buffer.from(git(folder, ["rev-parse", name]).trim(), "hex"),
    );
    const bytes = readFileSync(graph);
    other?.copy(bytes, bytes.indexOf(tree ?? ""));
    overwrite(graph, bytes);
    const lied = git(folder, ["log", "-1", "--first-parent", "--diff-merges=first-parent", "--name-only"]);
    expect(lied).not.toContain("models/b");
    expect(await read(folder)).toEqual(before);
  });

  it("gives files by commit and path, and their texts", async () => {
    const history = await openRegistryClone(await repository());
    try {
      const tree = await history.tree(history.tip, "models");
      expect([...tree.keys()]).toEqual(["models/b", "models/churn/log/naïve name.json"]);
      const blob = await history.blobAt(history.tip, "models/b");
      expect(blob).toBe(tree.get("models/b")?.blob);
      expect(await history.readText(blob ?? blobShaSchema.parse("0".repeat(40)))).toBe("b");
      expect(await history.blobAt(history.tip, "models/c")).toBeUndefined();
      expect(await history.blobAt(history.tip, "models")).toBeUndefined();
      expect(await history.blobAt(history.tip, "models/b\nHEAD")).toBeUndefined();
    } finally {
      history.close();
    }
  });

  it("refuses an object that is missing, too large or no text", async () => {
    const folder = await repository();
    const large = git(folder, ["hash-object", "-w", "--stdin"], "x".repeat(5 * 2 ** 20)).trim();
    const binary = git(folder, ["hash-object", "-w", "--stdin"], Buffer.from([0xff, 0xfe])).trim();
    const history = await openRegistryClone(folder);
    try {
      const ask = (id: string) => history.readText(blobShaSchema.parse(id));
      const answers = [ask("0".repeat(40)), ask(large), ask(binary), ask(history.tip)];
      const codes = await Promise.allSettled(answers);
      expect(codes.map((one) => one.status === "rejected" && one.reason.code)).toEqual([
        "REGISTRY_INCONSISTENT",
        "FILE_TOO_LARGE",
        "REGISTRY_INCONSISTENT",
        "REGISTRY_INCONSISTENT",
      ]);
    } finally {
      history.close();
    }
  });
});

describe("where the registry is", () => {
  it("is HEAD when it holds the policy, else the branch pedigree, fetched or local", async () => {
    const folder = await repository();
    expect(await refOf(folder)).toBe("refs/heads/main");
    git(folder, ["branch", "pedigree"]);
    git(folder, ["rm", "-q", "pedigree.yml"]);
    git(folder, ["commit", "-q", "-m", "a training repository"]);
    expect(await refOf(folder)).toBe("refs/heads/pedigree");
    const clone = join(tempFolder(), "clone");
    git(folder, ["clone", "-q", ".", clone]);
    expect(await refOf(clone)).toBe("refs/remotes/origin/pedigree");
  });

  it("must be a whole clone that holds a policy", async () => {
    const folder = await repository();
    await expect(openRegistryClone(folder, "nowhere")).rejects.toThrow(withCode("INPUT_INVALID"));
    await expect(openRegistryClone(folder, "--all")).rejects.toThrow(withCode("INPUT_INVALID"));
    await expect(openRegistryClone(tempFolder())).rejects.toThrow(withCode("INPUT_INVALID"));
    const shallow = join(tempFolder(), "shallow");
    execFileSync("git", ["clone", "-q", "--depth=1", `file://${folder}`, shallow]);
    await expect(openRegistryClone(shallow)).rejects.toThrow(withCode("INPUT_INVALID"));
    git(folder, ["rm", "-q", "pedigree.yml"]);
    git(folder, ["commit", "-q", "-m", "no policy"]);
    await expect(openRegistryClone(folder)).rejects.toThrow(withCode("POLICY_MISSING"));
  });

  it("is not said to be nowhere because its objects are not there", async () => {
    const folder = await repository();
    const root = git(folder, ["rev-parse", "HEAD^{tree}"]).trim();
    const treeless = join(tempFolder(), "treeless");
    git(folder, ["config", "uploadpack.allowFilter", "true"]);
    execFileSync("git", ["clone", "-q", "--bare", "--filter=tree:0", `file://${folder}`, treeless]);
    await expect(openRegistryClone(treeless)).rejects.toThrow(/a partial clone.*without --filter/);
    rmSync(looseFile(join(folder, ".git"), root));
    await expect(openRegistryClone(folder)).rejects.toThrow(withCode("REGISTRY_INCONSISTENT"));
    await expect(openRegistryClone(folder)).rejects.toThrow(root);
    rmSync(looseFile(join(folder, ".git"), git(folder, ["rev-parse", "HEAD"]).trim()));
    await expect(openRegistryClone(folder)).rejects.toThrow(/expected commit/);
    await expect(openRegistryClone(folder, "main")).rejects.toThrow(withCode("REGISTRY_INCONSISTENT"));
  });
});

async function refOf(folder: string): Promise<string> {
  const history = await openRegistryClone(folder);
  history.close();
  return history.ref;
}
