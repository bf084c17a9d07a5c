import type { CommitSha, Sha256 } from "../core/names.ts";
import type { Known } from "../core/policy/facts.ts";
import type { ListedChecks } from "../core/ports/checks.ts";
import type { CommitPeople, PullRequest } from "../core/ports/pull-requests.ts";
import type { Tree } from "../core/ports/registry-repository.ts";
import { digestOfFiles, type Origin, parseCheckKey } from "../core/registry/check-key.ts";
import { formatPath, RECORD_FILES } from "../core/registry/layout.ts";
import type { RegistryPorts } from "./ports.ts";
import type { VersionPlace } from "./read-registry.ts";

/** The commit that the App made for a pull request, and what it remembers of it. */
export interface KnownOrigin {
  readonly commit: CommitSha;
  readonly origin: Origin;
}

/**
 * Finds what the App remembers of a pull request's first commit. Undefined when nothing proves that the App made it:
 * then nothing of the pull request can be trusted. Costs a request only where people pushed on top.
 */
export async function findOrigin(
  ports: Pick<RegistryPorts, "checks">,
  pull: PullRequest,
  known: { readonly checks: Known<ListedChecks>; readonly commits: Known<readonly CommitPeople[]> },
): Promise<KnownOrigin | undefined> {
  const atHead = originOf(known.checks);
  if (atHead !== null) return { commit: pull.head, origin: atHead };
  const first = known.commits.known ? known.commits.value[0]?.commit : undefined;
  if (first === undefined || first === pull.head) return undefined;
  const origin = originOf(await ports.checks.list(first));
  return origin === null ? undefined : { commit: first, origin };
}

/** The digest of a version's record in a tree; the card is no part of it, since people write it. */
export function digestOfRecord(tree: Tree, place: VersionPlace): Sha256 {
  const files = RECORD_FILES.flatMap((file) => {
    const path = formatPath({ ...place, kind: "version-file", file });
    const entry = tree.get(path);
    return entry === undefined ? [] : [[path, entry.mode, entry.blob] as const];
  });
  return digestOfFiles(files);
}

function originOf(checks: Known<ListedChecks>): Origin | null {
  const origin = checks.known ? parseCheckKey(checks.value.own?.key).origin : null;
  return origin?.kind === "edit" ? null : origin;
}
