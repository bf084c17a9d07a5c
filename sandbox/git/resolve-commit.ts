import type { Commit, GitRepository } from "./repository.ts";

/** The commit that a person names: a branch, a tag, a full ref, or a commit id of at least seven digits. */
export async function resolveCommit(git: GitRepository, name: string): Promise<Commit | null> {
  const sha = (await resolveRef(git, name)) ?? (/^[0-9a-f]{40}$/.test(name) ? name : null);
  if (sha !== null) return peel(git, sha);
  if (!/^[0-9a-f]{7,39}$/.test(name)) return null;
  const matches = await Promise.all(
    [...(await git.refs("refs/heads/")).values()].map((head) => git.history(head)),
  );
  const found = new Set(matches.flat().filter((candidate) => candidate.startsWith(name)));
  const [only, ...others] = found;
  return only === undefined || others.length > 0 ? null : git.commit(only);
}

async function resolveRef(git: GitRepository, name: string): Promise<string | null> {
  for (const ref of [`refs/heads/${name}`, `refs/tags/${name}`, `refs/${name}`, name]) {
    if (!isSafeRef(ref)) continue;
    const sha = await git.ref(ref);
    if (sha !== null) return sha;
  }
  return null;
}

/** The commit that an annotated tag stands for, or the commit itself. */
async function peel(git: GitRepository, sha: string): Promise<Commit | null> {
  const object = await git.object(sha);
  if (object?.type !== "tag") return git.commit(sha);
  const target = /^object ([0-9a-f]{40})$/m.exec(Buffer.from(object.bytes).toString("utf8"))?.[1];
  return target === undefined ? null : peel(git, target);
}

/**
 * Whether a full ref name is one that git allows: https://git-scm.com/docs/git-check-ref-format. It becomes a path
 * below the repository, so that nothing else may pass.
 */
export function isSafeRef(ref: string): boolean {
  if (!ref.startsWith("refs/") || ref.split("/").length < 3) return false;
  if (/[\p{Cc} ~^:?*[\\]|\.\.|@\{|\.$/u.test(ref)) return false;
  return ref.split("/").every((part) => part !== "" && !part.startsWith(".") && !part.endsWith(".lock"));
}
