import { cp, mkdir, readdir, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { type BareRepository, openRepository } from "../../sandbox/git/bare-repository.ts";
import { openLightObjects, openLightRefs } from "../../sandbox/git/light-stores.ts";
import { type ObjectStore, openObjectStore } from "../../sandbox/git/object-store.ts";
import { openRefStore } from "../../sandbox/git/ref-store.ts";

/** Objects of the template's repositories, by folder: read once by a thread, and by all of its runs. */
const shared = new Map<string, ObjectStore>();

/**
 * A copy of the template's folder without its objects: git finds them through `alternates`, and the sandbox in memory.
 * Returns how the repositories in it are opened.
 */
export async function copyLight(template: string, folder: string): Promise<(folder: string) => BareRepository> {
  const isObjects = (path: string) => /\.git\/objects(\/|$)/.test(relative(template, path));
  await cp(template, folder, { recursive: true, filter: (path) => !isObjects(path) });
  for (const name of await repositoriesIn(join(template, "git"))) {
    const alternates = join(folder, "git", name, "objects/info/alternates");
    await mkdir(dirname(alternates), { recursive: true });
    await writeFile(alternates, `${join(template, "git", name, "objects")}\n`);
  }
  return (path) => {
    const below = join(template, relative(folder, path));
    return openRepository(path, {
      objects: openLightObjects(objectsIn(below), openObjectStore(path)),
      refs: openLightRefs(openRefStore(below)),
    });
  };
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
