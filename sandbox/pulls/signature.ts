import type { Signature } from "../git/repository.ts";
import { noreplyEmail, userById } from "../state/find.ts";
import type { World } from "../world.ts";

/** An account as the author of a commit, with the address by which GitHub knows it again. */
export function signatureOf(world: World, accountId: number): Signature {
  const account = userById(world.state, accountId);
  return { name: account.login, email: noreplyEmail(account), date: world.now() };
}

/** GitHub signs what it commits itself, and what an App commits by its API without naming anybody else. */
export function signCommit(world: World, sha: string): void {
  world.state.signedCommits ??= {};
  world.state.signedCommits[sha] = world.now();
  world.save();
}

/** Who commits what is merged on GitHub's pages and by its API. */
export function webFlow(world: World): Signature {
  return { name: "GitHub", email: "noreply@github.com", date: world.now() };
}
