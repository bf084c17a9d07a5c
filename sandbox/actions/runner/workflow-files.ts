import type { GitRepository } from "../../git/repository.ts";

const FOLDER = [".github", "workflows"];

/** The workflow files of a commit, by path. */
export async function workflowFiles(
  git: GitRepository,
  commit: string,
): Promise<ReadonlyMap<string, string>> {
  let tree = (await git.commit(commit))?.tree;
  for (const name of FOLDER) {
    const entries = tree === undefined ? null : await git.tree(tree, false);
    tree = entries?.find((entry) => entry.path === name && entry.type === "tree")?.sha;
  }
  const entries = tree === undefined ? [] : ((await git.tree(tree, false)) ?? []);
  const files = entries.filter((entry) => entry.type === "blob" && /\.ya?ml$/.test(entry.path));
  const read = files.map(async (entry) => {
    const object = await git.object(entry.sha);
    return [[...FOLDER, entry.path].join("/"), Buffer.from(object?.bytes ?? []).toString("utf8")] as const;
  });
  return new Map(await Promise.all(read));
}
