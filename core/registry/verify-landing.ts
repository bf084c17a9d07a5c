import type { BlobSha } from "../names.ts";
import type { HistoryCommit, PathChange } from "../ports/registry-history.ts";
import { type DecidedEvent, type Event, isDecided } from "./event.ts";
import { firstDifference } from "./first-difference.ts";
import { evidencePaths, formatPath, formatVersionFolder, VERSION_FILES } from "./layout.ts";
import { describe } from "./verify-changes.ts";
import { fileOf } from "./verify-event.ts";
import { type Finding, findingOf } from "./verify-finding.ts";

/** Files of the judged head that a landing may take over, by path; undefined where the head has none. */
export type HeadBlobs = ReadonlyMap<string, BlobSha | undefined>;

/** The files of a version that an event's landing could take from the judged head. */
export function filesFromHead(event: DecidedEvent, { changes }: HistoryCommit): readonly string[] {
  const { model, version } = event;
  if (event.kind === "registered") {
    const files = VERSION_FILES.map((file) => formatPath({ kind: "version-file", model, version, file }));
    return [
      ...files,
      ...evidencePaths(
        changes.map(({ path }) => path),
        event,
      ),
    ];
  }
  return [formatPath({ kind: "version-file", model, version, file: "card.md" })];
}

/** Whether a commit is as notes land: the merge of one that was made for it. In older logs they have their tip alone. */
export function isMergedNote({ parents }: HistoryCommit, event: Event): boolean {
  return !isDecided(event) && parents.length === 2;
}

/**
 * The commit's parents are the tip and the head that were judged, as event and facts both say; those of a note its tip, and a
 * commit that was made for it. Where an earlier note of the log was merged (`notesAreMerged`), one that is not is no note of the
 * App's: whoever squashes a pull request of the App's makes a commit of one parent in its name.
 */
export function checkParents(
  commit: HistoryCommit,
  event: Event,
  { notesAreMerged }: { readonly notesAreMerged: boolean },
): readonly Finding[] {
  const place = { commit: commit.id, file: fileOf(event) };
  if (!isDecided(event)) {
    const [tip, ...made] = commit.parents;
    const isOfOld = made.length === 0 && !notesAreMerged;
    const expected = { tip: event.tip, made: isOfOld ? 0 : 1 };
    return findingOf("parents", place, firstDifference(expected, { tip, made: made.length }));
  }
  const { tip, head, facts } = event;
  const recorded = { tip, head, at: event.at, move: event.decision.move };
  const judged = { tip: facts.tip, head: facts.head, at: facts.at, move: facts.move };
  return [
    ...findingOf("parents", place, firstDifference({ parents: commit.parents }, { parents: [tip, head] })),
    ...findingOf("facts", place, firstDifference(recorded, judged)),
  ];
}

/**
 * The commit's tree is its parent's plus the plan: the events, `stages.json`, for a new version the files of its
 * folder, and the card where the judged head has it so. Nothing else, and nothing less. `restored` are the paths that an
 * observation wrote rightly.
 */
export function checkTree(
  commit: HistoryCommit,
  events: readonly Event[],
  { head, restored }: { readonly head: HeadBlobs; readonly restored: ReadonlySet<string> },
): readonly Finding[] {
  const planned = new Set([
    ...restored,
    ...events.flatMap((event) => [fileOf(event), formatPath({ kind: "stages", model: event.model })]),
  ]);
  const decided = events.filter(isDecided);
  const fromHead = new Set(decided.flatMap((event) => filesFromHead(event, commit)));
  const changed = new Map(commit.changes.map((change) => [change.path, change]));
  const extra = commit.changes.flatMap((change) => {
    if (planned.has(change.path)) return [];
    return fromHead.has(change.path) ? checkTaken(commit, change, head) : [outsidePlan(commit, change)];
  });
  return [...extra, ...decided.flatMap((event) => checkComplete(commit, { event, changed, head }))];
}

function checkTaken(commit: HistoryCommit, change: PathChange, head: HeadBlobs): readonly Finding[] {
  const wanted = head.get(change.path);
  if (change.after !== null && change.after.blob === wanted) return [];
  const expected =
    wanted === undefined
      ? "nothing, as the judged head has no such file"
      : `blob ${wanted}, as in the judged head`;
  return [treeFinding(commit, change.path, expected, describe(change))];
}

interface Completeness {
  readonly event: DecidedEvent;
  readonly changed: ReadonlyMap<string, PathChange>;
  readonly head: HeadBlobs;
}

/** A registration brings every file that the judged head has in the version's folder. */
function checkComplete(commit: HistoryCommit, { event, changed, head }: Completeness): readonly Finding[] {
  if (event.kind !== "registered") return [];
  const folder = formatVersionFolder(event.model, event.version);
  const needed = filesFromHead(event, commit).filter(
    (path) =>
      head.get(path) !== undefined || path === `${folder}/version.json` || path === `${folder}/run.json`,
  );
  return needed
    .filter((path) => !changed.has(path))
    .map((path) => treeFinding(commit, path, "added with its registration", "not touched"));
}

function outsidePlan(commit: HistoryCommit, change: PathChange): Finding {
  return treeFinding(commit, change.path, "untouched by this landing", describe(change));
}

function treeFinding(commit: HistoryCommit, file: string, expected: string, found: string): Finding {
  return { code: "tree", commit: commit.id, file, path: null, expected, found };
}
