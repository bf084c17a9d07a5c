import { type RunId, runIdSchema } from "../names.ts";
import {
  formatVersionReference,
  parseVersionReference,
  type VersionReference,
} from "../registry/version-reference.ts";

/**
 * What a run is compared with by name: a run, a workflow artifact by GitHub's id, a version of a model in the registry, or the
 * newest run of a branch.
 */
export type CompareTo =
  | { readonly kind: "run"; readonly id: RunId }
  | { readonly kind: "artifact"; readonly id: number }
  | { readonly kind: "version"; readonly reference: VersionReference }
  | { readonly kind: "branch"; readonly branch: string };

const HEADS = "refs/heads/";

/**
 * 32 hexadecimal digits are a run, decimal digits an artifact, `churn@production` and `churn@3` versions; anything else is a
 * branch. A branch whose name looks like one of them is written `refs/heads/…`, as any branch may be.
 */
export function parseCompareTo(text: string): CompareTo {
  const run = runIdSchema.safeParse(text);
  if (run.success) return { kind: "run", id: run.data };
  // GitHub's ids are safe integers; more digits than these are none.
  if (/^[1-9]\d{0,14}$/.test(text)) return { kind: "artifact", id: Number(text) };
  const reference = parseVersionReference(text);
  if (reference !== undefined) return { kind: "version", reference };
  return { kind: "branch", branch: text.startsWith(HEADS) ? text.slice(HEADS.length) : text };
}

export function formatCompareTo(to: CompareTo): string {
  if (to.kind === "version") return formatVersionReference(to.reference);
  if (to.kind !== "branch") return String(to.id);
  const plain = parseCompareTo(to.branch);
  return plain.kind === "branch" && plain.branch === to.branch ? to.branch : `${HEADS}${to.branch}`;
}
