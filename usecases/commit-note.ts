import type { CommitSha } from "../core/names.ts";
import type { Changes } from "../core/ports/registry-repository.ts";
import type { RegistryPorts } from "./ports.ts";

/** What a note lands with. */
export interface NoteCommit {
  readonly changes: Changes;
  readonly message: string;
}

/**
 * The commit of an event that moves no version, so that no head was judged. It is a merge all the same, of a commit that
 * the App made for it: whoever squashes a pull request of the App's on GitHub's pages makes a commit that GitHub signs in
 * the App's name, with whatever somebody pushed in it, and what tells the two apart is that a squash has one parent.
 */
export async function commitNote(
  { repository }: Pick<RegistryPorts, "repository">,
  tip: CommitSha,
  { changes, message }: NoteCommit,
): Promise<CommitSha> {
  const made = await repository.commit(tip, [tip], changes, message);
  return repository.commit(tip, [tip, made], changes, message);
}
