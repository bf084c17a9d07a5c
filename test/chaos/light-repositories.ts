import { cp, mkdir, readdir, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { type BareRepository, openRepository } from "../../sandbox/git/bare-repository.ts";
import { openLightObjects, openLightRefs } from "../../sandbox/git/light-stores.ts";
import { type ObjectStore, openObjectStore } from "../../sandbox/git/object-store.ts";
import { openRefStore } from "../../sandbox/git/ref-store.ts";
import type { FileDiff, GitRepository } from "../../sandbox/git/repository.ts";

/** Objects of the template's repositories, by folder: read once by a thread, and by all of its runs. */
const shared = new Map<string, ObjectStore>();

/**
 * A copy of the template's folder without its objects: git finds them through `alternates`, and the sandbox in memory.
 * Returns how the repositories in it are opened.
 */
export async function copyLight(
  template: string,
  folder: string,
): Promise<(folder: string) => BareRepository> {
  const isObjects = (path: string) => /\.git\/objects(\/|$)/.test(relative(template, path));
  await cp(template, folder, { recursive: true, filter: (path) => !isObjects(path) });
  for (const name of await repositoriesIn(join(template, "git"))) {
    const alternates = join(folder, "git", name, "objects/info/alternates");
    await mkdir(dirname(alternates), { recursive: true });
    await writeFile(alternates, `${join(template, "git", name, "objects")}\n`);
  }
  return (path) => {
    const below = join(template, relative(folder, path));
    const repository = openRepository(path, {
      objects: openLightObjects(objectsIn(below), openObjectStore(path)),
      refs: openLightRefs(openRefStore(below)),
    });
    return { ...repository, diff: (base, head) => roughDiff(repository, base, head) };
  };
}

/**
 * Which files differ, without starting git: no patches and no renames, and counts that are those of whole files. The App
 * reads names and states only.
 */
async function roughDiff(git: GitRepository, base: string, head: string): Promise<readonly FileDiff[]> {
  const treeOf = async (id: string) => (await git.commit(id))?.tree ?? id;
  const [before, after] = await Promise.all([treeOf(base), treeOf(head)]);
  const changed = await git.changedPaths(before, after);
  return await Promise.all(
    changed.map(async ({ path, status }): Promise<FileDiff> => {
      const entry = await git.entry(status === "removed" ? before : after, path);
      const counts = { additions: status === "removed" ? 0 : 1, deletions: status === "added" ? 0 : 1 };
      return { path, status, previousPath: null, sha: entry?.sha ?? "", patch: null, ...counts };
    }),
  );
}

function objectsIn(folder: string): ObjectStore {
  const objects = shared.get(folder) ?? openObjectStore(folder);
  shared.set(folder, objects);
  return objects;
}

async function repositoriesIn(folder: string): Promise<readonly string[]> {
  const owners = await readdir(folder);
  const names = await Promise.all(
    owners.map(async (owner) => (await readdir(join(folder, owner))).map((name) => join(owner, name))),
  );
  return names.flat();
}
