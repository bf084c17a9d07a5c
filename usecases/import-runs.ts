import { PedigreeError } from "../core/errors.ts";
import type { RunId } from "../core/names.ts";
import { count } from "../core/policy/requirement.ts";
import type {
  FoundRun,
  HistoryRequest,
  ReadSoFar,
  RunHistories,
  UnreadHistory,
} from "../core/ports/run-histories.ts";
import type { RunStore } from "../core/ports/run-store.ts";
import type { TellWork } from "../core/ports/work.ts";
import { asFoundBefore, assembleImport, type ImportOptions } from "../core/run/import-run.ts";
import type { Redactor } from "../core/run/redact.ts";

/** What became of a run that was found. `left out`: it goes on, or was killed without a word. */
export type ImportOutcome = "imported" | "already there" | "left out" | "refused";

export interface ImportRow {
  readonly path: string;
  readonly outcome: ImportOutcome;
  /** Whether not all of it could be read. */
  readonly partial: boolean;
  readonly id: RunId | null;
  readonly experiment: string | null;
  readonly name: string | null;
  /** Why it was left out or refused, or what of it is missing. */
  readonly reason: string | null;
}

export interface ImportReport {
  readonly counts: Readonly<Record<ImportOutcome | "partial", number>>;
  readonly rows: readonly ImportRow[];
}

export interface ImportRequest extends HistoryRequest {
  readonly experiment: string | null;
  /** Whether runs that go on are taken as well, as failed. */
  readonly unfinished: boolean;
  readonly redact: Redactor;
}

export interface ImportPorts {
  readonly histories: RunHistories;
  readonly store: RunStore;
  readonly tell?: TellWork;
}

/** Stores of runs write small files: several at a time go faster. */
const AT_ONCE = 8;

/**
 * Takes over every run of a folder. One that cannot be read or kept is told and costs no other one; to import the same
 * again changes nothing.
 */
export async function importRuns(ports: ImportPorts, request: ImportRequest): Promise<ImportReport> {
  const options = { folder: ports.histories.name, experiment: request.experiment, redact: request.redact };
  const rows: ImportRow[] = [];
  const waiting = new Set<Promise<void>>();
  const read: ReadSoFar = (done, total) => {
    ports.tell?.({ what: "importing", done, total, unit: "bytes", beside: count(rows.length, "run") });
  };
  for await (const found of ports.histories.find(request, read)) {
    const place = rows.push(rowOf(found.path, "refused", {})) - 1;
    const task = take(ports.store, { found, options, unfinished: request.unfinished }).then((row) => {
      rows[place] = row;
      waiting.delete(task);
    });
    waiting.add(task);
    if (waiting.size >= AT_ONCE) await Promise.race(waiting);
  }
  await Promise.all(waiting);
  return { counts: countRows(rows), rows };
}

interface Taking {
  readonly found: FoundRun | UnreadHistory;
  readonly options: ImportOptions;
  readonly unfinished: boolean;
}

async function take(store: RunStore, { found, options, unfinished }: Taking): Promise<ImportRow> {
  if ("error" in found) return rowOf(found.path, "refused", { reason: found.error.message });
  try {
    const { run, curves, texts, isRunning, isPartial } = assembleImport(found, options);
    const facts = { id: run.id, experiment: run.experiment, name: run.name, partial: isPartial };
    if (isRunning && !unfinished) return rowOf(found.path, "left out", { ...facts, reason: RUNNING });
    const before = await store.get(run.id);
    const known = before !== undefined;
    await store.add(asFoundBefore(run, before), curves, texts);
    const reason = isPartial ? (problemOf(found) ?? null) : null;
    return rowOf(found.path, known ? "already there" : "imported", { ...facts, reason });
  } catch (error) {
    if (!(error instanceof PedigreeError)) throw error;
    return rowOf(found.path, "refused", { reason: error.message });
  }
}

const RUNNING = "it goes on, or was killed without a word; --unfinished takes it";

function problemOf({ sources }: FoundRun): string | undefined {
  return sources.flatMap(({ run }) => run.problems)[0]?.message;
}

function rowOf(path: string, outcome: ImportOutcome, facts: Partial<ImportRow>): ImportRow {
  return { id: null, experiment: null, name: null, partial: false, reason: null, ...facts, path, outcome };
}

function countRows(rows: readonly ImportRow[]): ImportReport["counts"] {
  const count = (outcome: ImportOutcome) => rows.filter((row) => row.outcome === outcome).length;
  return {
    imported: count("imported"),
    "already there": count("already there"),
    "left out": count("left out"),
    refused: count("refused"),
    partial: rows.filter(({ partial, outcome }) => partial && outcome !== "refused").length,
  };
}
