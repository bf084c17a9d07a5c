import type { CommitSha, ModelName } from "../core/names.ts";
import type { HistoryCommit } from "../core/ports/registry-history.ts";
import type { RegistryObjects } from "../core/ports/registry-objects.ts";
import type { TreeFile } from "../core/ports/registry-repository.ts";
import { type EditLog, EMPTY_EDIT_LOG } from "../core/registry/edit-log.ts";
import { type LastOut, lastOutAfter } from "../core/registry/last-out.ts";
import { recordOwner } from "../core/registry/protected-paths.ts";
import type { Stages } from "../core/registry/stages.ts";
import { type SortedChanges, sortChanges } from "../core/registry/verify-changes.ts";
import type { Finding } from "../core/registry/verify-finding.ts";
import { isMergedNote } from "../core/registry/verify-landing.ts";
import { findingOfFault, isWalkable, LOST } from "../core/registry/verify-objects.ts";
import { verifyEdit } from "./verify-edit.ts";
import { GateWalk } from "./verify-gate.ts";
import type { Files, VerifyPorts } from "./verify-known.ts";
import { verifyLanding } from "./verify-landing.ts";
import { rememberingPolicy, rememberingTexts } from "./verify-memory.ts";
import { aroundLost } from "./verify-objects.ts";
import { type ObservedCommits, readObservedCommits, readRestoration } from "./verify-observed.ts";

/** A commit that is no landing: people's edit, or a change that nothing allowed. */
export interface OtherCommit {
  readonly commit: CommitSha;
  readonly kind: "edit" | "ungoverned";
  readonly at: string;
  readonly author: string;
  readonly subject: string;
  readonly files: readonly string[];
}

/** The result of verifying a whole history. It is in order when there are no findings. */
export interface Verification {
  readonly ref: string;
  readonly tip: CommitSha;
  /** False where commits or folders are missing or damaged: then only the objects have been looked into. */
  readonly replayed: boolean;
  readonly commits: number;
  readonly events: number;
  /** Edits of people that landed by the App. */
  readonly edits: number;
  readonly models: number;
  readonly versions: number;
  /** Events whose decision was explained in other words than this release would. */
  readonly reworded: number;
  readonly others: readonly OtherCommit[];
  readonly findings: readonly Finding[];
}

/** What is known on the way from the first commit to the tip. */
interface Walk {
  readonly files: Map<string, TreeFile>;
  readonly stages: Map<ModelName, Stages>;
  readonly lastOut: Map<ModelName, LastOut>;
  readonly findings: Finding[];
  readonly others: OtherCommit[];
  observed: ObservedCommits;
  readonly gate: GateWalk;
  edits: EditLog;
  /** The last commit that is a landing and that no later observation calls something else. */
  lastLanding: CommitSha | null;
  /** Whether a note was merged: from then on all are. */
  notesAreMerged: boolean;
  commits: number;
  events: number;
  reworded: number;
}

/** A registry with everything that verifying it takes. */
export interface VerifyRegistryPorts extends VerifyPorts {
  readonly objects: RegistryObjects;
}

/**
 * Has every object of the registry branch compared with its id, then replays the branch from its first commit: recomputes
 * every decision from the recorded facts and the policy of the parent commit, folds every log, and compares every byte that
 * the App wrote with what it must have written.
 */
export async function verifyRegistry({
  history,
  objects,
  documents,
  ...others
}: VerifyRegistryPorts): Promise<Verification> {
  const faults = await objects.faults();
  const whole = {
    ...others,
    history: rememberingTexts(aroundLost(history, faults)),
    documents: rememberingPolicy(documents),
  };
  const walk = startWalk(whole);
  const replayed = isWalkable(faults);
  if (replayed) await replay(whole, walk);
  const { commits, events, reworded } = walk;
  const replayFindings = [...walk.findings, ...walk.gate.findings].filter(({ found }) => found !== LOST);
  const versions = [...walk.stages.values()].map((stages) => Object.keys(stages.versions).length);
  return {
    ref: history.ref,
    tip: history.tip,
    replayed,
    commits,
    events,
    edits: walk.edits.sequence,
    models: walk.stages.size,
    versions: versions.reduce((sum, count) => sum + count, 0),
    reworded,
    others: walk.others,
    findings: [...faults.map(findingOfFault), ...replayFindings],
  };
}

function startWalk(ports: VerifyPorts): Walk {
  return {
    files: new Map(),
    stages: new Map(),
    lastOut: new Map(),
    findings: [],
    others: [],
    observed: new Map(),
    gate: new GateWalk(ports),
    edits: EMPTY_EDIT_LOG,
    lastLanding: null,
    notesAreMerged: false,
    commits: 0,
    events: 0,
    reworded: 0,
  };
}

async function replay(ports: VerifyPorts, walk: Walk): Promise<void> {
  walk.observed = await readObservedCommits(ports.history);
  for await (const commit of ports.history.commits()) await verifyCommit(ports, walk, commit);
}

async function verifyCommit(ports: VerifyPorts, walk: Walk, commit: HistoryCommit): Promise<void> {
  walk.commits += 1;
  const observed = walk.observed.get(commit.id);
  if (observed !== undefined) await verifyObserved(ports, walk, { commit, observed });
  else await verifyOrdinary(ports, walk, commit);
  for (const { path, after } of commit.changes) {
    if (after === null) walk.files.delete(path);
    else walk.files.set(path, after);
  }
}

async function verifyOrdinary(ports: VerifyPorts, walk: Walk, commit: HistoryCommit): Promise<void> {
  const restored = await readRestoration(ports.history, commit, walk.lastLanding);
  const sorted = sortChanges(commit, restored);
  walk.findings.push(...sorted.findings, ...restored.findings);
  switch (sorted.kind) {
    case "landing": {
      await verifyLandings(ports, walk, { commit, sorted, restored: restored.paths });
      walk.lastLanding = commit.id;
      const events = [...sorted.events.values()].flat().map(({ path }) => path.event);
      const isNote = events.every((kind) => kind === "observed" || kind === "annotated");
      await walk.gate.pass(commit, treeAfter(walk.files, commit), isNote ? "note" : "in");
      return;
    }
    case "edited":
      return await verifyEditLanding(ports, walk, commit, sorted.edits);
    default: {
      const isAround = await walk.gate.pass(commit, treeAfter(walk.files, commit), "other");
      walk.others.push(describeOther(commit, isAround ? "ungoverned" : sorted.kind));
    }
  }
}

async function verifyEditLanding(
  ports: VerifyPorts,
  walk: Walk,
  commit: HistoryCommit,
  files: readonly string[],
): Promise<void> {
  const after = treeAfter(walk.files, commit);
  const gate = walk.gate.at(commit.parents[0] ?? commit.id);
  const sides = { before: walk.files, after, log: walk.edits, gate };
  const checked = await verifyEdit(ports, { commit, files, ...sides });
  walk.findings.push(...checked.findings);
  walk.edits = checked.log;
  walk.reworded += checked.reworded ? 1 : 0;
  // Only an edit in order acknowledges anything.
  if (checked.findings.length === 0) {
    walk.gate.acknowledge((checked.event?.facts.around ?? []).map((around) => around.commit));
  }
  walk.lastLanding = commit.id;
  await walk.gate.pass(commit, after, "in");
}

/**
 * A change that the log itself calls ungoverned, and that was put back, is accounted for: it is listed, not found fault
 * with. What it did beyond those models' records is judged as ever, and a real landing must not be called so.
 */
async function verifyObserved(
  ports: VerifyPorts,
  walk: Walk,
  { commit, observed }: { readonly commit: HistoryCommit; readonly observed: ReadonlySet<ModelName> },
): Promise<void> {
  const { events, findings } = sortChanges(commit);
  const isAccounted = (file: string | null) => {
    const owner = file === null ? undefined : recordOwner(file);
    return owner !== undefined && observed.has(owner);
  };
  walk.findings.push(...findings.filter(({ file }) => !isAccounted(file)));
  walk.others.push(describeOther(commit, "ungoverned"));
  await walk.gate.pass(commit, treeAfter(walk.files, commit), "other");
  const { notesAreMerged, files: before } = walk;
  const sides = { before, after: treeAfter(before, commit), restored: new Set<string>(), notesAreMerged };
  for (const [model, added] of events) {
    const checked = await verifyLanding(ports, { commit, model, added, ...standing(walk, model), ...sides });
    if (!observed.has(model)) walk.findings.push(...checked.findings);
    else if (checked.findings.length === 0 && findings.length === 0) {
      walk.findings.push(wronglyObserved(commit.id, added[0]?.file ?? null));
    }
  }
}

function wronglyObserved(commit: CommitSha, file: string | null): Finding {
  const found = "a landing in order, which a later event calls ungoverned";
  return { code: "chain", commit, file, path: null, expected: "a landing that stays", found };
}

interface LandingCommit {
  readonly commit: HistoryCommit;
  readonly sorted: SortedChanges;
  readonly restored: ReadonlySet<string>;
}

async function verifyLandings(
  ports: VerifyPorts,
  walk: Walk,
  { commit, sorted, restored }: LandingCommit,
): Promise<void> {
  const { notesAreMerged, files: before } = walk;
  const sides = { before, after: treeAfter(before, commit), restored, notesAreMerged };
  for (const [model, added] of sorted.events) {
    const stood = standing(walk, model);
    const checked = await verifyLanding(ports, { commit, model, added, ...stood, ...sides });
    walk.notesAreMerged ||= checked.events.some((event) => isMergedNote(commit, event));
    walk.lastOut.set(model, lastOutAfter(stood.lastOut, checked.events));
    walk.findings.push(...checked.findings);
    walk.events += checked.events.length;
    walk.reworded += checked.reworded ? 1 : 0;
    if (checked.stages !== undefined) walk.stages.set(model, checked.stages);
  }
}

const NOBODY: LastOut = new Map();

function standing({ stages, lastOut }: Walk, model: ModelName) {
  return { stages: stages.get(model), lastOut: lastOut.get(model) ?? NOBODY };
}

/** The tree after the commit, without copying the whole of it: what the commit touched lies over what was there. */
function treeAfter(before: Files, { changes }: HistoryCommit): Files {
  const touched = new Map(changes.map(({ path, after }) => [path, after]));
  return {
    get: (path) => (touched.has(path) ? (touched.get(path) ?? undefined) : before.get(path)),
    has: (path) => (touched.has(path) ? touched.get(path) !== null : before.has(path)),
  };
}

function describeOther(commit: HistoryCommit, kind: OtherCommit["kind"]): OtherCommit {
  const { id, at, author, subject, changes } = commit;
  return { commit: id, kind, at, author, subject, files: changes.map(({ path }) => path) };
}
