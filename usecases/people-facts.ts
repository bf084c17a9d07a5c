import type { CommitSha } from "../core/names.ts";
import type { Account } from "../core/people.ts";
import { type Known, mapKnown } from "../core/policy/facts.ts";
import type { PeopleFacts } from "../core/policy/requirements/eligibility.ts";
import type { CommitPeople } from "../core/ports/pull-requests.ts";
import type { Provenance } from "../core/registry/version.ts";
import type { FactsQuestion } from "./facts-question.ts";
import type { RegistryPorts } from "./ports.ts";
import { readPushes } from "./pushed-by.ts";

/** Everybody who has a part in what is judged. */
export async function gatherPeople(
  ports: RegistryPorts,
  question: FactsQuestion,
  { actor, otherActors }: Pick<Provenance, "actor" | "otherActors">,
): Promise<PeopleFacts> {
  const { pull, requester, reads, originCommit } = question;
  const commits = withOwnCommit(reads.commits, originCommit, ports.registry.app);
  const pushed = await readPushes(ports, question);
  return {
    requester,
    trainer: actor,
    ...(otherActors === undefined ? {} : { otherTrainers: otherActors }),
    authors: mapKnown(commits, (list) => [pull.author, ...list.map(({ author }) => author)]),
    committers: mapKnown(commits, (list) => [...list.map(({ committer }) => committer), ...pushed.people]),
    coAuthors: mapKnown(commits, (list) => list.flatMap(({ coAuthors }) => coAuthors)),
    ...(pushed.pusher === undefined ? {} : { pusher: pushed.pusher }),
  };
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
