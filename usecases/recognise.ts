import type { PullRequest } from "../core/ports/pull-requests.ts";
import { standingOf } from "../core/registry/fold.ts";
import { namedHome, type PullSubject, recognisePull } from "../core/registry/pull-subject.ts";
import type { RegistryPorts } from "./ports.ts";
import { readModel } from "./read-registry.ts";

/**
 * What a pull request is to the App, as `recognisePull` tells, and besides: the home of a version that another keeper of the
 * registry opened, before the registry moved to this one. The keeper alone writes `stages.json`, so the number that it names
 * is trusted; in a copy of the registry the numbers are those of strangers, hence the branch's name as well.
 */
export async function recognise(
  ports: Pick<RegistryPorts, "repository" | "registry" | "documents">,
  pull: PullRequest,
): Promise<PullSubject> {
  const subject = recognisePull(pull, ports.registry);
  const branch = subject.kind === "foreign" ? namedHome(pull, ports.registry) : undefined;
  if (branch === undefined) return subject;
  const tree = await ports.repository.tree(await ports.repository.tip());
  const { stages } = await readModel(ports, tree, branch.model);
  if (standingOf(stages, branch.version)?.pull !== pull.number) return subject;
  return { kind: "finished", branch, merged: true };
}
