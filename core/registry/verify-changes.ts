import type { ModelName } from "../names.ts";
import type { HistoryCommit, PathChange } from "../ports/registry-history.ts";
import { parsePath, RECORD_FILES, type RegistryPath } from "./layout.ts";
import type { Finding, FindingCode } from "./verify-finding.ts";

export type EventPath = Extract<RegistryPath, { kind: "event" }>;

/** What a commit of the registry branch is, by the files that it touches. */
export interface SortedChanges {
  /**
   * `landing`: it adds events of models. `edited`: it lands an edit. `ungoverned`: it writes what only a landing may.
   * Everything else people edit.
   */
  readonly kind: "landing" | "edited" | "edit" | "ungoverned";
  /** Events that it adds, by model, in the order of their numbers. */
  readonly events: ReadonlyMap<ModelName, readonly AddedEvent[]>;
  /** Files that it adds to the registry's own log. */
  readonly edits: readonly string[];
  readonly findings: readonly Finding[];
}

export interface AddedEvent {
  readonly file: string;
  readonly path: EventPath;
}

const REGULAR_FILE = "100644";

/** What observations of a commit put back, and the files of these themselves, which may take the place of others. */
export interface RestoredPaths {
  readonly paths: ReadonlySet<string>;
  readonly own: ReadonlySet<string>;
}

const NOTHING_RESTORED: RestoredPaths = { paths: new Set(), own: new Set() };

/**
 * Sorts a commit's changes and finds what no commit may do, whatever it is. Only `restored` paths, which an observation
 * puts back as they were, may change what is written once.
 */
export function sortChanges(
  commit: HistoryCommit,
  { paths: restored, own }: RestoredPaths = NOTHING_RESTORED,
): SortedChanges {
  const isAdded = ({ path, before }: PathChange) => own.has(path) || (before === null && !restored.has(path));
  const added = commit.changes
    .filter(isAdded)
    .flatMap(toAddedEvent)
    .sort((a, b) => a.path.sequence - b.path.sequence);
  const isLanding = added.length > 0;
  const findings = commit.changes
    .flatMap((change) => checkChange(commit, change, isLanding))
    .filter(({ code, file }) => code === "mode" || file === null || !restored.has(file));
  const isUngoverned = findings.some(({ code }) => code !== "mode");
  const edits = commit.changes.flatMap(({ path, before, after }) =>
    parsePath(path)?.kind === "edit-event" && before === null && after !== null ? [path] : [],
  );
  const isEdit = edits.length > 0;
  return {
    kind: isLanding ? "landing" : isEdit ? "edited" : isUngoverned ? "ungoverned" : "edit",
    edits,
    events: Map.groupBy(added, ({ path }) => path.model),
    findings,
  };
}

function toAddedEvent({ path: file, after }: PathChange): AddedEvent[] {
  const path = parsePath(file);
  return path?.kind === "event" && after !== null ? [{ file, path }] : [];
}

function checkChange(commit: HistoryCommit, change: PathChange, isLanding: boolean): Finding[] {
  const { path: file, before, after } = change;
  const path = parsePath(file);
  const finding = (code: FindingCode, expected: string, found: string): Finding => ({
    code,
    commit: commit.id,
    file,
    path: null,
    expected,
    found,
  });
  if (path === undefined) {
    return isInsideRecord(file) ? [finding("unknown-file", "no such file", describe(change))] : [];
  }
  const findings: Finding[] = [];
  if (after !== null && after.mode !== REGULAR_FILE) {
    findings.push(finding("mode", `mode ${REGULAR_FILE}`, `mode ${after.mode}`));
  }
  if (isWrittenOnce(path) && before !== null) {
    findings.push(finding("immutable", `blob ${before.blob}`, describe(change)));
  } else if (isGoverned(path) && !isLanding && path.kind !== "edit-event") {
    findings.push(finding("ungoverned", "only landings write here", describe(change)));
  }
  return findings;
}

/** Below `log/` or `versions/` of a model every file has a meaning. */
function isInsideRecord(file: string): boolean {
  return /^models\/[^/]+\/(log|versions)(\/|$)/.test(file);
}

function isWrittenOnce(path: RegistryPath): boolean {
  if (path.kind === "version-file") return RECORD_FILES.some((file) => file === path.file);
  return path.kind === "event" || path.kind === "edit-event" || path.kind === "evidence";
}

/** A bundle that people add proves itself; it is only never changed. */
function isGoverned(path: RegistryPath): boolean {
  return path.kind === "stages" || (isWrittenOnce(path) && path.kind !== "evidence");
}

/** What a commit made of a file, in words. */
export function describe({ before, after }: PathChange): string {
  if (after === null) return "removed";
  return before === null ? `added as blob ${after.blob}` : `changed to blob ${after.blob}`;
}
