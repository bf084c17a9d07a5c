import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GitHubApi } from "../../../adapters/github/api.ts";
import {
  createRegistryCache,
  GitHubRegistryRepository,
} from "../../../adapters/github/registry-repository.ts";
import { blobShaSchema, type CommitSha, commitShaSchema } from "../../../core/names.ts";
import { startGitHub, type TestGitHub } from "../../support/github.ts";
import { withCode } from "../../support/with-code.ts";

const PLACE = { fullName: "acme/registry", branch: "main" };

describe("GitHubRegistryRepository", () => {
  let github: TestGitHub;
  let repository: GitHubRegistryRepository;
  beforeAll(async () => {
    github = await startGitHub({
      files: { "pedigree.yml": "schemaVersion: 1\n", "models/a/card.md": "# a\n" },
    });
    repository = new GitHubRegistryRepository(github.api(), PLACE);
  });
  afterAll(() => github.close());

  async function commitOnTip(changes: Record<string, string | null>, parents?: readonly CommitSha[]) {
    const tip = await repository.tip();
    return await repository.commit(tip, parents ?? [tip], new Map(Object.entries(changes)), "change\n\nwhy");
  }

  it("lands nothing that GitHub would not vouch for", async () => {
    const place = { ...PLACE, signs: true };
    const signed = new GitHubRegistryRepository(github.api(), place);
    const byPerson = new GitHubRegistryRepository(new GitHubApi(github.as("bob")), place);
    const tip = await signed.tip();
    const changes = new Map([["a.txt", "a"]]);
    expect((await signed.describe(await signed.commit(tip, [tip], changes, "change"))).signature).toBe(
      "valid",
    );
    await expect(byPerson.commit(tip, [tip], changes, "change")).rejects.toThrow(withCode("REMOTE_REFUSED"));
  });

  it("reads the tip's files by path", async () => {
    const tree = await repository.tree(await repository.tip());
    expect([...tree.keys()].sort()).toEqual(["models/a/card.md", "pedigree.yml"]);
    expect(tree.get("pedigree.yml")?.mode).toBe("100644");
    const blob = tree.get("models/a/card.md")?.blob;
    expect(blob === undefined ? "" : await repository.readText(blob)).toBe("# a\n");
  });

  it("commits text, bytes, known blobs and removals, and advances", async () => {
    const tip = await repository.tip();
    const card = (await repository.tree(tip)).get("models/a/card.md");
    if (card === undefined) throw new Error("no card");
    const bytes = new Uint8Array([0, 255, 10, 13, 200]);
    const commit = await repository.commit(
      tip,
      [tip],
      new Map<string, string | Uint8Array | { blob: typeof card.blob } | null>([
        ["text.json", '{"é":"ü"}\n'],
        ["bytes.bin", bytes],
        ["copy.md", { blob: card.blob }],
        ["models/a/card.md", null],
      ]),
      "churn 3 → production",
    );
    expect(await repository.advance(commit)).toBe(true);
    expect(await repository.tip()).toBe(commit);
    const tree = await repository.tree(commit);
    expect([...tree.keys()].sort()).toEqual(["bytes.bin", "copy.md", "pedigree.yml", "text.json"]);
    expect(tree.get("copy.md")?.blob).toBe(card.blob);
    const git = github.sandbox.world.git(github.registry);
    expect((await git.object(tree.get("bytes.bin")?.blob ?? ""))?.bytes).toEqual(bytes);
    expect((await git.commit(commit))?.message).toBe("churn 3 → production");
    expect((await git.commit(commit))?.author.name).toBe("pedigree[bot]");
  });

  it("takes what it wrote itself out of its cache", async () => {
    const commit = await commitOnTip({ "written.txt": "by the App\n" });
    const blob = (await repository.tree(commit)).get("written.txt")?.blob;
    github.requests.length = 0;
    expect(blob === undefined ? "" : await repository.readText(blob)).toBe("by the App\n");
    await repository.tree(commit);
    expect(github.requests).toEqual([]);
  });

  it("refuses to advance from a tip that moved, and lands nothing", async () => {
    const first = await commitOnTip({ "race.txt": "first\n" });
    const second = await commitOnTip({ "race.txt": "second\n" });
    expect(await repository.advance(first)).toBe(true);
    expect(await repository.advance(second)).toBe(false);
    expect(await repository.tip()).toBe(first);
  });

  it("lets exactly one of many racing landings win", async () => {
    const commits = [];
    for (let n = 0; n < 8; n += 1) commits.push(await commitOnTip({ "many.txt": `${n}\n` }));
    const results = await Promise.all(commits.map((commit) => repository.advance(commit)));
    expect(results.filter(Boolean)).toHaveLength(1);
    expect(await repository.tip()).toBe(commits[results.indexOf(true)]);
  });

  it("creates a branch once", async () => {
    const tip = await repository.tip();
    const results = await Promise.all(
      Array.from({ length: 6 }, () => repository.createBranch("pedigree/register/churn/1", tip)),
    );
    expect(results.filter(Boolean)).toHaveLength(1);
    expect(await repository.createBranch("pedigree/register/churn/2", tip)).toBe(true);
    const found = await repository.branches("pedigree/register/churn/");
    expect(found.map((branch) => branch.name).sort()).toEqual([
      "pedigree/register/churn/1",
      "pedigree/register/churn/2",
    ]);
    expect(await repository.branches("pedigree/move/")).toEqual([]);
  });

  it("deletes a branch, and deletes it again", async () => {
    await repository.createBranch("pedigree/gone", await repository.tip());
    await repository.deleteBranch("pedigree/gone");
    await repository.deleteBranch("pedigree/gone");
    expect(await repository.branches("pedigree/gone")).toEqual([]);
  });

  it("reads text of up to 1 MiB", async () => {
    const bytes = 1024 * 1024;
    const tip = await repository.tip();
    const changes = new Map([
      ["fits.txt", Buffer.alloc(bytes, "a")],
      ["large.txt", Buffer.alloc(bytes + 1, "a")],
      ["binary.txt", Buffer.from([0xff, 0xfe, 0xfd])],
    ]);
    const tree = await repository.tree(await repository.commit(tip, [tip], changes, "sizes"));
    const blob = (path: string) => tree.get(path)?.blob ?? blobShaSchema.parse("0".repeat(40));
    expect((await repository.readText(blob("fits.txt"))).length).toBe(bytes);
    await expect(repository.readText(blob("large.txt"))).rejects.toThrow(withCode("FILE_TOO_LARGE"));
    await expect(repository.readText(blob("binary.txt"))).rejects.toThrow(withCode("FILE_UNREADABLE"));
  });

  it("raises REMOTE_REFUSED for what is not there", async () => {
    const nowhere = new GitHubRegistryRepository(
      github.api(),
      { ...PLACE, branch: "none" },
      createRegistryCache(),
    );
    await expect(nowhere.tip()).rejects.toThrow(withCode("REMOTE_REFUSED"));
    const unknown = commitShaSchema.parse("1".repeat(40));
    await expect(repository.tree(unknown)).rejects.toThrow(withCode("REMOTE_REFUSED"));
    await expect(repository.advance(unknown)).rejects.toThrow(withCode("REMOTE_REFUSED"));
  });
});
