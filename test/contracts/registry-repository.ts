import { beforeEach, describe, expect, it } from "vitest";
import type { CommitSha } from "../../core/names.ts";
import type { Change, RegistryRepository } from "../../core/ports/registry-repository.ts";

export interface RegistryRepositorySubject {
  /** A repository whose registry branch holds at least one commit. */
  readonly repository: RegistryRepository;
}

/** What every implementation of the port must do; run on the memory one and on the adapters. */
export function registryRepositoryContract(
  make: () => Promise<RegistryRepositorySubject> | RegistryRepositorySubject,
): void {
  describe("registry repository", () => {
    let repository: RegistryRepository;
    let tip: CommitSha;
    const commit = (base: CommitSha, path: string, text: string) =>
      repository.commit(base, [base], new Map([[path, text]]), "A change\n");

    beforeEach(async () => {
      repository = (await make()).repository;
      tip = await repository.tip();
    });

    it("reads back what it commits, and keeps the base's other files", async () => {
      const first = await commit(tip, "models/a/model.yml", "ä\n");
      const second = await commit(first, "models/b/model.yml", "b\n");
      const tree = await repository.tree(second);
      const file = tree.get("models/a/model.yml");
      expect(file?.mode).toBe("100644");
      expect(file === undefined ? "" : await repository.readText(file.blob)).toBe("ä\n");
      expect(tree.has("models/b/model.yml")).toBe(true);
    });

    it("knows the commit of the registry branch that added a file", async () => {
      const first = await commit(tip, "log/1.json", "1");
      expect(await repository.addedIn("log/1.json")).toBeUndefined();
      await repository.advance(first);
      await repository.advance(await commit(first, "log/2.json", "2"));
      expect(await repository.addedIn("log/1.json")).toBe(first);
      expect(await repository.addedIn("log/3.json")).toBeUndefined();
    });

    it("does not change the tip by committing", async () => {
      await commit(tip, "x.txt", "x");
      expect(await repository.tip()).toBe(tip);
    });

    it("takes over blobs, holds bytes and removes paths", async () => {
      const bytes = new Uint8Array([0, 255, 10, 13]);
      const first = await repository.commit(tip, [tip], new Map([["a.bin", bytes]]), "Bytes\n");
      const blob = (await repository.tree(first)).get("a.bin")?.blob;
      if (blob === undefined) throw new Error("a.bin is missing");
      const changes = new Map([
        ["b.bin", { blob }],
        ["a.bin", null],
      ]);
      const tree = await repository.tree(await repository.commit(first, [first], changes, "Move\n"));
      expect(tree.get("b.bin")).toEqual({ blob, mode: "100644" });
      expect(tree.has("a.bin")).toBe(false);
    });

    it("gives equal files equal blobs", async () => {
      const tree = await repository.tree(
        await repository.commit(
          tip,
          [tip],
          new Map<string, Change>([
            ["a.txt", "same"],
            ["b.txt", new TextEncoder().encode("same")],
          ]),
          "Two\n",
        ),
      );
      expect(tree.get("a.txt")).toEqual(tree.get("b.txt"));
    });

    it("creates a branch once, whoever is faster", async () => {
      const own = await commit(tip, "x.txt", "x");
      const name = "pedigree/register/churn/3";
      const created = await Promise.all([1, 2, 3].map(() => repository.createBranch(name, own)));
      expect(created.filter((won) => won)).toHaveLength(1);
      expect(await repository.branches("pedigree/register/")).toEqual([{ name, commit: own }]);
      expect(await repository.branches("pedigree/move/")).toEqual([]);
    });

    it("deletes a branch, and is content when it is gone", async () => {
      const name = "pedigree/register/churn/4";
      await repository.createBranch(name, await commit(tip, "x.txt", "x"));
      await repository.deleteBranch(name);
      await repository.deleteBranch(name);
      expect(await repository.branches(name)).toEqual([]);
    });

    it("tells the parents of a commit in their order, and that the App made it", async () => {
      const side = await commit(tip, "side.txt", "side");
      const merge = await repository.commit(tip, [tip, side], new Map([["a.txt", "a"]]), "Land\n");
      const { parents, author, committer, signature } = await repository.describe(merge);
      expect(parents).toEqual([tip, side]);
      expect(author?.bot).toBe(true);
      expect(committer).toEqual(author);
      expect(signature).not.toBe("none");
    });

    it("tells where two branches parted, also after one took over the other", async () => {
      const one = await commit(tip, "a.txt", "a");
      const other = await commit(tip, "b.txt", "b");
      expect(await repository.mergeBase(one, other)).toBe(tip);
      expect(await repository.mergeBase(tip, other)).toBe(tip);
      const merge = await repository.commit(other, [other, one], new Map([["a.txt", "a"]]), "Merge\n");
      expect(await repository.mergeBase(await commit(one, "c.txt", "c"), merge)).toBe(one);
    });

    it("advances by one of two landings on the same tip, and keeps the other out", async () => {
      const landings = await Promise.all([commit(tip, "a.txt", "a"), commit(tip, "b.txt", "b")]);
      const won = await Promise.all(landings.map((landing) => repository.advance(landing)));
      expect(won.filter((first) => first)).toHaveLength(1);
      expect(await repository.tip()).toBe(landings[won.indexOf(true)]);
    });

    it("advances to a merge of the tip and another commit", async () => {
      const side = await commit(tip, "side.txt", "side");
      const merge = await repository.commit(tip, [tip, side], new Map([["a.txt", "a"]]), "Land\n");
      expect(await repository.advance(merge)).toBe(true);
      const tree = await repository.tree(await repository.tip());
      expect(tree.has("a.txt")).toBe(true);
      // A parent gives history, not content.
      expect(tree.has("side.txt")).toBe(false);
    });
  });
}
