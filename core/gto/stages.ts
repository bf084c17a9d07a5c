import type { CommitSha } from "../names.ts";
import type { GtoConflict } from "./conflict.ts";
import { type GtoEvent, inOrder } from "./event.ts";
import { compareVersions } from "./version.ts";
import type { GtoVersion } from "./versions.ts";

/** Who holds a stage. */
export interface GtoStage {
  readonly stage: string;
  /** Null where the commit that was assigned has no version. */
  readonly version: string | null;
  readonly commit: CommitSha;
  /** The assignment that counts. */
  readonly since: GtoEvent;
  /** The version that held it last, where the stage fell back to an older assignment; a person has to confirm that. */
  readonly fellBackFrom: string | null;
}

export interface GtoOptions {
  /** Which of the versions assigned to a stage holds it: the newest assignment, or the greatest version. */
  readonly holder: "newest" | "greatest";
  /** Whether a version leaves its stage when it enters another one, as on a board. */
  readonly isBoard: boolean;
}

interface Assigned {
  readonly event: GtoEvent;
  readonly stage: string;
  /** The version, or the commit of one that has none. */
  readonly subject: string;
  readonly version: string | null;
  /** Whether it is still so: not withdrawn, and the version not deregistered. */
  readonly isActive: boolean;
}

interface Known {
  /** In order. */
  readonly events: readonly GtoEvent[];
  readonly versions: readonly GtoVersion[];
}

/** A stage's tag names a commit: the version is the one that is registered there. */
export function findStages(artifact: string, known: Known, options: GtoOptions) {
  const conflicts: GtoConflict[] = [];
  const tell = (kind: GtoConflict["kind"], events: readonly GtoEvent[], what: string) =>
    conflicts.push({ kind, artifact, tags: events.map(({ tag }) => tag), what });
  const assigned = onBoard(findAssigned(known, tell), options);
  const stages: GtoStage[] = [];
  for (const [stage, own] of [...Map.groupBy(assigned, (one) => one.stage)].sort(([a], [b]) =>
    a < b ? -1 : 1,
  )) {
    tellOrder(stage, own, tell);
    const holder = chooseHolder(own, options);
    if (holder === undefined) continue;
    const last = own.findLast(({ event }) => event.action.kind === "assign");
    const fell = options.holder === "newest" && last !== undefined && !last.isActive && last !== holder;
    stages.push({
      stage,
      version: holder.version,
      commit: holder.event.commit,
      since: holder.event,
      fellBackFrom: fell ? last.subject : null,
    });
    if (fell) {
      const what = `${stage} falls back from ${last.subject} to ${holder.subject}; confirm that this is meant`;
      tell("fallback", [holder.event, last.event], what);
    }
    if (holder.version === null) {
      tell("unversioned", [holder.event], `${stage} is held by a commit without a version`);
    }
  }
  return { stages, conflicts };
}

type Tell = (kind: GtoConflict["kind"], events: readonly GtoEvent[], what: string) => void;

function findAssigned({ events, versions }: Known, tell: Tell): readonly Assigned[] {
  const found: Omit<Assigned, "isActive">[] = [];
  const registered = Map.groupBy(versions, ({ commit }) => commit);
  for (const event of events) {
    if (!("stage" in event.action)) continue;
    const { stage } = event.action;
    const here = registered.get(event.commit) ?? [];
    const active = here.filter(({ isActive }) => isActive);
    const [only, ...more] = active.length > 0 ? active : here;
    if (more.length > 0) {
      const names = [only, ...more].map((one) => one?.version).join(" and ");
      tell("ambiguous", [event], `${stage} was assigned to a commit with ${names}; this tag does not count`);
      continue;
    }
    found.push({ event, stage, subject: only?.version ?? event.commit, version: only?.version ?? null });
  }
  const inactive = new Set(versions.filter(({ isActive }) => !isActive).map(({ version }) => version));
  const placeOf = ({ stage, subject }: Omit<Assigned, "isActive">) => `${stage}\n${subject}`;
  const last = new Map(found.map((one) => [placeOf(one), one]));
  return found.map((one) => {
    const isNewest = last.get(placeOf(one)) === one;
    const isActive = isNewest && one.event.action.kind === "assign" && !inactive.has(one.version ?? "");
    return { ...one, isActive };
  });
}

/** On a board a version stands where it was put last. */
function onBoard(assigned: readonly Assigned[], { isBoard }: GtoOptions): readonly Assigned[] {
  if (!isBoard) return assigned;
  const last = new Map(assigned.filter(({ isActive }) => isActive).map((one) => [one.subject, one]));
  return assigned.map((one) => ({ ...one, isActive: one.isActive && last.get(one.subject) === one }));
}

function chooseHolder(own: readonly Assigned[], { holder }: GtoOptions): Assigned | undefined {
  const active = own.filter(({ isActive }) => isActive);
  if (holder === "newest") return active.at(-1);
  return active.toSorted((a, b) => compareVersions(a.version ?? "", b.version ?? "")).at(-1);
}

/** The two newest events of a stage decide who holds it, so that their order matters. */
function tellOrder(stage: string, own: readonly Assigned[], tell: Tell): void {
  const [before, last] = own.slice(-2).map(({ event }) => event);
  if (before === undefined || last === undefined) return;
  if (before.seconds === last.seconds) {
    tell("tie", [before, last], `both events of ${stage} are of one second; the greater counter decides`);
  } else if ((before.counter ?? 0) > (last.counter ?? 0) && inOrder(before, last) < 0) {
    tell(
      "counter order",
      [before, last],
      `the counters of ${stage} say another order than the times, which decide`,
    );
  }
}
