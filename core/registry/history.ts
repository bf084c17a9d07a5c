import { digestOf } from "../canonical.ts";
import type { CommitSha, ModelName, RunId, Sha256, StageName } from "../names.ts";
import type { Account } from "../people.ts";
import type { Evidence, RequirementResult } from "../policy/decision.ts";
import { type DecidedEvent, type Event, isDecided, type Override } from "./event.ts";
import { isUntil, type Moment } from "./moment.ts";
import { fileOf } from "./verify-event.ts";

/** An event with the commit that landed it. */
export interface LoggedEvent<E extends Event = Event> {
  readonly event: E;
  readonly commit: CommitSha;
}

export type FoundRequirement = Pick<RequirementResult, "kind" | "status" | "title" | "expected" | "found">;

/** One change of one version's stage, with what it rests on. */
export interface HistoryEntry {
  readonly at: string;
  readonly model: ModelName;
  readonly version: number;
  readonly change: "registered" | "moved" | "overridden" | "displaced";
  readonly from: StageName | null;
  readonly to: StageName;
  readonly pull: number;
  readonly requester: Account | null;
  /** Who let it land against the decision, and why; left out where the decision allowed it. */
  readonly override?: Override;
  readonly approvals: readonly Extract<Evidence, { kind: "approval" }>[];
  readonly checks: readonly Extract<Evidence, { kind: "check" }>[];
  /** The bundles that the version was let in on. */
  readonly attestations: readonly Extract<Evidence, { kind: "attestation" }>[];
  /** Every requirement of the stage as it was found, each before its parts. */
  readonly requirements: readonly FoundRequirement[];
  /** The decision's own results, for what else is asked of them. */
  readonly decision: DecidedEvent["decision"];
  /** The digest of the policy that allowed it. */
  readonly policy: Sha256;
  /** The event's file, its digest, and the commit that landed it. */
  readonly event: { readonly file: string; readonly digest: Sha256; readonly commit: CommitSha };
}

/** Where a version stood at some moment, and the change that had brought it there. */
export interface StandingThen {
  readonly version: number;
  readonly stage: StageName;
  readonly run: RunId | null;
  readonly since: HistoryEntry;
}

/** The changes of a model's versions in the order of its log; a displaced holder is a change of its own. */
export function historyOf(log: readonly LoggedEvent[]): readonly HistoryEntry[] {
  return log.flatMap(({ event, commit }): HistoryEntry[] => {
    if (!isDecided(event)) return [];
    const logged = { event, commit };
    if (event.kind === "registered") {
      const { version, stage } = event;
      return [entryOf(logged, { version, change: "registered", from: null, to: stage, requester: null })];
    }
    const { version, from, to, requester, displaced } = event;
    return [
      entryOf(logged, { version, change: event.kind, from, to, requester }),
      ...displaced.map((holder) => entryOf(logged, { ...holder, change: "displaced", from: to, requester })),
    ];
  });
}

/** Changes that enter or leave a stage. */
export function touchingStage(entries: readonly HistoryEntry[], stage: string): readonly HistoryEntry[] {
  return entries.filter(({ from, to }) => from === stage || to === stage);
}

/** Where every version stood at a moment, in the order of their numbers. */
export function standingsAt(log: readonly LoggedEvent[], moment: Moment): readonly StandingThen[] {
  const runs = new Map(
    log.flatMap(({ event }) => (event.kind === "registered" ? [[event.version, event.run] as const] : [])),
  );
  const last = new Map<number, HistoryEntry>();
  for (const entry of historyOf(log)) if (isUntil(moment, entry.at)) last.set(entry.version, entry);
  return [...last]
    .sort(([a], [b]) => a - b)
    .map(([version, since]) => ({ version, stage: since.to, run: runs.get(version) ?? null, since }));
}

type Change = Pick<HistoryEntry, "version" | "change" | "from" | "to" | "requester">;

function entryOf({ event, commit }: LoggedEvent<DecidedEvent>, change: Change): HistoryEntry {
  const { decision } = event;
  const evidence = decision.requirements.flatMap(evidenceOf);
  return {
    at: event.at,
    model: event.model,
    ...change,
    ...(event.kind === "overridden" ? { override: event.override } : {}),
    pull: event.pull,
    approvals: evidence.filter((one) => one.kind === "approval"),
    checks: evidence.filter((one) => one.kind === "check"),
    attestations: evidence.filter((one) => one.kind === "attestation"),
    requirements: decision.requirements.flatMap(linesOf),
    decision,
    policy: decision.policy,
    event: { file: fileOf(event), digest: digestOf(event), commit },
  };
}

function linesOf({ kind, status, title, expected, found, children }: RequirementResult): FoundRequirement[] {
  return [{ kind, status, title, expected, found }, ...children.flatMap(linesOf)];
}

/** A whole may repeat the evidence of its parts: each piece counts once. */
function evidenceOf(result: RequirementResult): readonly Evidence[] {
  const all = [...result.evidence, ...result.children.flatMap(evidenceOf)];
  return [...new Map(all.map((one) => [digestOf(one), one])).values()];
}
