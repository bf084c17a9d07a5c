import { PedigreeError } from "../core/errors.ts";
import type { CommitSha } from "../core/names.ts";
import { isMadeBy } from "../core/registry/recognise-landing.ts";
import { countEvents, lookAt } from "./find-ungoverned.ts";
import type { RegistryPorts } from "./ports.ts";

/** One request each, once: what a commit is never changes. */
const MAX_COMMITS_LOOKED_BACK = 5_000;

type Reading = Pick<RegistryPorts, "repository" | "registry">;

/**
 * The newest landing that let something in among a commit and its ancestors, on whichever side of a merge; where there is
 * none, the root. Only the App's own commits are looked into. Raises EDIT_UNGOVERNED where there are more commits than can
 * be asked for: then nobody can tell what is in force.
 */
export async function findLanding(ports: Reading, from: CommitSha): Promise<CommitSha> {
  const met = new Set([from]);
  let newest = { commit: undefined as CommitSha | undefined, events: -1 };
  let root = from;
  // A set goes on with what is added to it meanwhile.
  for (const commit of met) {
    if (met.size > MAX_COMMITS_LOOKED_BACK) throw tooFar(from);
    const description = await ports.repository.describe(commit);
    const { parents } = description;
    if (isMadeBy(description, ports.registry.app) && (await letsIn(ports, commit))) {
      const events = countEvents(await ports.repository.tree(commit));
      if (events > newest.events) newest = { commit, events };
      continue;
    }
    if (parents.length === 0) root = commit;
    for (const parent of parents) met.add(parent);
  }
  return newest.commit ?? root;
}

async function letsIn(ports: Reading, commit: CommitSha): Promise<boolean> {
  const { landing } = await lookAt(ports, commit);
  return landing === "decided" || landing === "edited";
}

function tooFar(commit: CommitSha): PedigreeError {
  return new PedigreeError("EDIT_UNGOVERNED", "nobody can tell which policy is in force", {
    subject: `commit ${commit} and what lies behind it`,
    expected: `a landing of the App among the last ${MAX_COMMITS_LOOKED_BACK} commits`,
    found: "none",
    remedy:
      "an administrator puts the branch back to the last landing, and lands what came since by pull requests",
  });
}
