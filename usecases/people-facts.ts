import type { CommitSha } from "../core/names.ts";
import type { Account } from "../core/people.ts";
import { type Facts, type Known, mapKnown } from "../core/policy/facts.ts";
import type { Require } from "../core/policy/require.ts";
import type { PeopleFacts } from "../core/policy/requirements/eligibility.ts";
import type { CommitPeople } from "../core/ports/pull-requests.ts";
import type { FactsQuestion } from "./gather-facts.ts";
import type { RegistryPorts } from "./ports.ts";

/** Everybody who has a part in what is judged. */
export async function gatherPeople(
  ports: RegistryPorts,
  question: FactsQuestion,
  { parts, trainer }: { readonly parts: readonly Require[]; readonly trainer: Account | null },
): Promise<PeopleFacts> {
  const { pull, requester, reads, originCommit } = question;
  const commits = withOwnCommit(reads.commits, originCommit, ports.registry.app);
  return {
    requester,
    trainer,
    authors: mapKnown(commits, (list) => [pull.author, ...list.map(({ author }) => author)]),
    committers: mapKnown(commits, (list) => list.map(({ committer }) => committer)),
    coAuthors: mapKnown(commits, (list) => list.flatMap(({ coAuthors }) => coAuthors)),
    ...(await readPusher(ports, question, parts)),
  };
}

/** Who pushed the head, where the policy leaves that person out. What the App committed, the App pushed. */
async function readPusher(
  ports: RegistryPorts,
  { pull, originCommit }: FactsQuestion,
  parts: readonly Require[],
): Promise<Pick<Facts, "pusher"> | undefined> {
  if (!parts.some(({ approvals }) => approvals?.not.includes("pusher"))) return undefined;
  if (pull.head === originCommit) return { pusher: { known: true, value: ports.registry.app } };
  return { pusher: await ports.pulls.pusher(pull.headBranch, pull.head) };
}

function withOwnCommit(
  commits: Known<readonly CommitPeople[]>,
  own: CommitSha,
  app: Account,
): Known<readonly CommitPeople[]> {
  return mapKnown(commits, (list) =>
    list.map((entry) =>
      entry.commit === own ? { commit: own, author: app, committer: app, coAuthors: [] } : entry,
    ),
  );
}
