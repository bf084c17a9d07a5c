import { digestOf } from "../core/canonical.ts";
import type { CommitSha } from "../core/names.ts";
import { formatCheckKey } from "../core/registry/check-key.ts";
import type { RegistryPorts } from "./ports.ts";

const TITLE = "The registry takes no merge queue";
const SUMMARY =
  "Pedigree lands a pull request by itself, as the very commit that was decided on. A merge queue would put another " +
  "commit onto the registry branch, which nobody decided on, so its groups are always refused. Take the merge queue " +
  "off the registry branch; the pull request lands by itself as soon as its requirements are met.";

/**
 * Answers a merge queue on the head of its group: with a failure, always. False when the commit carries a check of the
 * App already: the branch of a group can be made by hand, and must not redden a commit that is judged elsewhere.
 */
export async function refuseGroup(ports: Pick<RegistryPorts, "checks">, head: CommitSha): Promise<boolean> {
  const listed = await ports.checks.list(head);
  if (!listed.known || listed.value.own !== undefined) return false;
  const key = formatCheckKey({ origin: null, verdict: digestOf({ head, title: TITLE }), shownSince: null });
  await ports.checks.publish({ head, outcome: "failure", title: TITLE, summary: SUMMARY, key }, undefined);
  return true;
}
