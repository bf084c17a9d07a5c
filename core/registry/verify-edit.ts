import type { BlobSha, CommitSha, ModelName } from "../names.ts";
import type { Principal } from "../policy/principal.ts";
import type { HistoryCommit } from "../ports/registry-history.ts";
import { findClashes } from "./clashes.ts";
import type { EditEvent } from "./edit-event.ts";
import type { EditGate } from "./edit-gate.ts";
import { editFileOf } from "./edit-log.ts";
import { firstDifference } from "./first-difference.ts";
import { describe } from "./verify-changes.ts";
import { type Finding, findingOf } from "./verify-finding.ts";

/** What the clone says about an edit's landing. */
export interface KnownOfEdit {
  readonly gate: EditGate;
  /** The parent's files. */
  readonly present: Iterable<string>;
  /** The owners in every touched model's `model.yml` at the trusted commit. */
  readonly owners: Readonly<Record<ModelName, readonly Principal[]>>;
  /** The event's paths in the judged head and at the merge base; undefined where there is no file. */
  readonly head: ReadonlyMap<string, BlobSha | undefined>;
  readonly base: ReadonlyMap<string, BlobSha | undefined>;
}

/** The landing's parents, and the facts as far as the registry itself has a word in them. */
export function checkEditFacts(
  commit: HistoryCommit,
  event: EditEvent,
  { gate, present, owners, base }: KnownOfEdit,
): readonly Finding[] {
  const { tip, head, at, facts } = event;
  const place = { commit: commit.id, file: editFileOf(event) };
  const touched = facts.paths.known ? facts.paths.value : [];
  const around = gate.around.map(({ commit: id, paths }) => ({ commit: id, paths }));
  const expected = {
    tip,
    head,
    at,
    trusted: around.length === 0 ? null : gate.trusted,
    around,
    owners,
    clashes: findClashes(touched, present),
    base: touched.map(({ path }) => base.get(path) ?? null),
  };
  const found = {
    tip: facts.tip,
    head: facts.head,
    at: facts.at,
    trusted: facts.trusted ?? null,
    around: (facts.around ?? []).map(({ commit: id, paths }) => ({ commit: id, paths })),
    owners: facts.owners,
    clashes: facts.clashes,
    base: touched.map((path) => path.base?.blob ?? null),
  };
  return [
    ...findingOf("parents", place, firstDifference({ parents: commit.parents }, { parents: [tip, head] })),
    ...findingOf("facts", place, firstDifference({ facts: expected }, { facts: found })),
  ];
}

/**
 * The commit's tree is its parent's plus the listed paths as the judged head has them, and the event; nothing else, and
 * nothing less.
 */
export function checkEditTree(
  commit: HistoryCommit,
  event: EditEvent,
  head: KnownOfEdit["head"],
): readonly Finding[] {
  const own = editFileOf(event);
  const listed = new Map(event.paths.map((path) => [path.path, path]));
  const changed = new Set(commit.changes.map(({ path }) => path));
  const wrong = commit.changes.flatMap((change): Finding[] => {
    const { path, before, after } = change;
    const wanted = listed.get(path);
    if (path === own) return [];
    if (wanted === undefined) {
      return [treeFinding(commit.id, path, "untouched by this edit", describe(change))];
    }
    const isRight =
      (before?.blob ?? null) === wanted.before &&
      (after?.blob ?? null) === wanted.after &&
      (head.get(path) ?? null) === wanted.after &&
      (after === null || after.mode === "100644");
    const expected = wanted.after === null ? "removed, as in the judged head" : `blob ${wanted.after}`;
    return isRight ? [] : [treeFinding(commit.id, path, `${expected}, mode 100644`, describe(change))];
  });
  const missing = event.paths.filter(({ path }) => !changed.has(path));
  return [
    ...wrong,
    ...missing.map(({ path }) => treeFinding(commit.id, path, "changed as its event says", "not touched")),
  ];
}

function treeFinding(commit: CommitSha, file: string, expected: string, found: string): Finding {
  return { code: "tree", commit, file, path: null, expected, found };
}
