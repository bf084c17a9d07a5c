import { PedigreeError } from "../core/errors.ts";
import type { ModelName } from "../core/names.ts";
import type { HistoryCommit } from "../core/ports/registry-history.ts";
import { type DecidedEvent, type Event, isDecided } from "../core/registry/event.ts";
import { emptyStages } from "../core/registry/fold.ts";
import type { LastOut } from "../core/registry/last-out.ts";
import { formatPath, POLICY_PATH, type VersionFile } from "../core/registry/layout.ts";
import type { Stages } from "../core/registry/stages.ts";
import type { AddedEvent } from "../core/registry/verify-changes.ts";
import { checkDecision } from "../core/registry/verify-decision.ts";
import {
  attempt,
  type Checked,
  checkEvent,
  checkFold,
  checkStages,
  fileOf,
} from "../core/registry/verify-event.ts";
import { checkFacts } from "../core/registry/verify-facts.ts";
import { type Finding, findingOfError } from "../core/registry/verify-finding.ts";
import { checkParents, checkTree, filesFromHead } from "../core/registry/verify-landing.ts";
import { checkRecord, type VersionRecord } from "../core/registry/verify-record.ts";
import { type Files, readKnown, readText, type VerifyPorts } from "./verify-known.ts";

/** The events that one commit adds to one model's log, and the registry on both sides of it. */
export interface Landing {
  readonly commit: HistoryCommit;
  readonly model: ModelName;
  readonly added: readonly AddedEvent[];
  readonly before: Files;
  readonly after: Files;
  /** Where the model's versions stood; undefined before its first event. */
  readonly stages: Stages | undefined;
  /** Who left which of its stages last. */
  readonly lastOut: LastOut;
  /** Paths that the commit's observations put back as they were. */
  readonly restored: ReadonlySet<string>;
  /** Whether an earlier note of the registry was merged. */
  readonly notesAreMerged: boolean;
}

export interface LandingCheck {
  readonly events: readonly Event[];
  readonly stages: Stages | undefined;
  readonly findings: readonly Finding[];
  readonly reworded: boolean;
}

/** Recomputes everything about a landing that the clone alone can tell. */
export async function verifyLanding(ports: VerifyPorts, landing: Landing): Promise<LandingCheck> {
  const { commit, model } = landing;
  const read = await Promise.all(landing.added.map((added) => readEvent(ports, landing, added)));
  const events = read.flatMap(({ value }) => value ?? []);
  const before = landing.stages ?? emptyStages(model);
  const complete = events.length === landing.added.length;
  const folded = complete ? checkFold(before, events, commit.id) : undefined;
  const stages = await verifyStages(ports, landing, { expected: folded?.value, event: events.at(-1) });
  const decided = events.filter(isDecided);
  const judged = await Promise.all(decided.map((event) => verifyEvent(ports, landing, { event, before })));
  const head = await readHead(ports, decided, commit);
  return {
    events,
    // Where the log is broken, what the commit itself says stands in, so that one defect is not reported for ever.
    stages: folded?.value ?? stages.value ?? landing.stages,
    findings: [
      ...read.flatMap(({ findings }) => findings),
      ...(folded?.findings ?? []),
      ...stages.findings,
      ...events.flatMap((event) => checkParents(commit, event, landing)),
      ...judged.flatMap(({ findings }) => findings),
      ...(complete ? checkTree(commit, events, { head, restored: landing.restored }) : []),
    ],
    reworded: judged.some(({ reworded }) => reworded),
  };
}

async function readEvent(
  { history }: VerifyPorts,
  { commit, after }: Landing,
  added: AddedEvent,
): Promise<Checked<Event>> {
  const text = await readText(history, after, added.file);
  return typeof text === "string" ? checkEvent(text, added, commit.id) : unreadable(commit, added.file, text);
}

async function verifyStages(
  { history }: VerifyPorts,
  { commit, model, after }: Landing,
  known: { readonly expected: Stages | undefined; readonly event: Event | undefined },
): Promise<Checked<Stages>> {
  const file = formatPath({ kind: "stages", model });
  const text = await readText(history, after, file);
  if (typeof text !== "string") return unreadable(commit, file, text);
  return checkStages({ ...known, text, file, commit: commit.id });
}

interface JudgedEvent {
  readonly event: DecidedEvent;
  readonly before: Stages;
}

async function verifyEvent(ports: VerifyPorts, landing: Landing, { event, before }: JudgedEvent) {
  const { commit } = landing;
  const place = { commit: commit.id, file: fileOf(event) };
  const record = event.kind === "registered" ? await verifyRecord(ports, landing, event) : undefined;
  const policy = await readPolicy(ports, landing);
  const decision = policy instanceof PedigreeError ? undefined : checkDecision(policy, event, place);
  const known = await readKnown(ports, {
    commit,
    event,
    stages: before,
    lastOut: landing.lastOut,
    parent: landing.before,
    tree: landing.after,
  });
  return {
    findings: [
      ...(record?.findings ?? []),
      ...(policy instanceof PedigreeError
        ? [findingOfError("policy", { commit: commit.id, file: POLICY_PATH }, policy)]
        : []),
      ...(decision?.findings ?? []),
      ...checkFacts(event.facts, known, place),
    ],
    reworded: decision?.reworded ?? false,
  };
}

async function verifyRecord(
  { history }: VerifyPorts,
  { commit, after }: Landing,
  event: Extract<Event, { kind: "registered" }>,
): Promise<Checked<VersionRecord>> {
  const place = (file: VersionFile) => formatPath({ ...event, kind: "version-file", file });
  const version = await readText(history, after, place("version.json"));
  if (typeof version !== "string") return unreadable(commit, place("version.json"), version);
  const run = await readText(history, after, place("run.json"));
  if (typeof run !== "string") return unreadable(commit, place("run.json"), run);
  return checkRecord({ version, run }, event, commit.id);
}

async function readPolicy({ history, documents }: VerifyPorts, { before }: Landing) {
  const text = await readText(history, before, POLICY_PATH);
  return typeof text === "string" ? attempt(() => documents.policy(text)) : text;
}

async function readHead({ history }: VerifyPorts, events: readonly DecidedEvent[], commit: HistoryCommit) {
  const wanted = events.flatMap((event) =>
    filesFromHead(event, commit).map((path) => ({ path, head: event.head })),
  );
  const blobs = wanted.map(async ({ path, head }) => [path, await history.blobAt(head, path)] as const);
  return new Map(await Promise.all(blobs));
}

function unreadable(commit: HistoryCommit, file: string, error: PedigreeError): Checked<never> {
  return { value: undefined, findings: [findingOfError("unreadable", { commit: commit.id, file }, error)] };
}
