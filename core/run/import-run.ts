import { digestOf, digestOfBytes } from "../canonical.ts";
import { type CommitSha, commitShaSchema, type RunId } from "../names.ts";
import type { AboutRun } from "../ports/importer.ts";
import type { FoundRun } from "../ports/run-histories.ts";
import type { RecordTexts } from "../ports/run-store.ts";
import { assembleRun } from "./assemble.ts";
import { DEFAULT_RUN_CONFIG } from "./default-config.ts";
import { UNKNOWN_ENVIRONMENT } from "./environment.ts";
import { foldMeasurements } from "./measurement.ts";
import { formatPlot, placePlots } from "./merge-plots.ts";
import { type Discovered, mergeSources } from "./merge-sources.ts";
import type { Curves } from "./metric.ts";
import { type Redactor, redactDeep } from "./redact.ts";
import type { RecordedFile, Run } from "./run.ts";
import { formatRunId } from "./run-id.ts";

export interface ImportOptions {
  /** What the folder is called. */
  readonly folder: string;
  /** The experiment of every run; null where the source's counts. */
  readonly experiment: string | null;
  readonly redact: Redactor;
}

export interface AssembledImport {
  readonly run: Run;
  readonly curves: Curves;
  /** Files of the record: what the source holds to look at. */
  readonly texts: RecordTexts;
  /** Whether the source says that it goes on; it was recorded as failed. */
  readonly isRunning: boolean;
  readonly isPartial: boolean;
}

/** The end of the year 9999: later moments have no form with four digits. */
const MAX_TIME = 253_402_300_799_999;
const MAX_EXPERIMENT = 200;

/**
 * The record of a run that another tracker kept. Everything in it is told by the source or says that it is unknown: there is
 * no environment, no command, and no claim that the work tree was clean. The id follows from the source alone, so that a run
 * is the same run however often it is imported. Raises SCHEMA_MISMATCH where no valid record comes of it.
 */
export function assembleImport(found: FoundRun, options: ImportOptions): AssembledImport {
  const { sources } = found;
  const about: AboutRun = Object.assign({}, ...sources.toReversed().map(({ run }) => run.about));
  const merged = mergeSources(sources);
  const { metrics, curves } = foldMeasurements(merged.measurements);
  const texts = plotTexts(merged, options.redact);
  const isPartial = sources.some(({ run }) => run.partial);
  const times = timesOf(about, merged, found.modified);
  const status = statusOf(about, isPartial, formatOf(found));
  const commit = commitOf(about);
  const run = assembleRun(
    {
      ...NOTHING_ASKED,
      ...namesOf(found, about, options),
      notes: about.notes ?? null,
      tags: [...merged.tags, ...originTags(found, about)],
      source: { repository: null, ref: null, branch: null, headCommit: null, commit },
      jobStatus: status.value,
      redact: options.redact,
      warnings: [],
    },
    {
      id: idOf(found, about, times.startedAt),
      startedAt: new Date(times.startedAt).toISOString(),
      finishedAt: new Date(times.finishedAt).toISOString(),
      // Nobody knows whether the work tree was clean, and a doubt does not count as clean.
      workTree: { commit, dirty: commit !== null, patch: null },
      command: null,
      params: merged.params,
      metrics,
      data: merged.data,
      environment: UNKNOWN_ENVIRONMENT,
      files: Array.from(texts, fileOf),
      sources: merged.sources,
      warnings: [
        ...times.warnings,
        ...status.warnings,
        ...(commit === null ? [] : [DIRTY]),
        ...sources.flatMap(({ run: { problems } }) => problems.map(({ message }) => message)),
      ],
    },
  );
  return { run, curves, texts, isRunning: about.status === "running", isPartial };
}

/**
 * The record of a run that was imported before, as it was found then: a folder of runs has many paths, by which its parent
 * or itself is named, and one of its runs is the same by each. What else differs stays.
 */
export function asFoundBefore(run: Run, known: Run | undefined): Run {
  const { sources } = known ?? {};
  const wasPartial = sources?.some(({ partial }) => partial);
  const isPartial = run.sources?.some(({ partial }) => partial);
  return sources === undefined || wasPartial !== isPartial ? run : { ...run, sources };
}

/** Secrets are taken out of names as well, of which those of the files are made. */
function plotTexts({ plots = [] }: Discovered, redact: Redactor): RecordTexts {
  const placed = placePlots(redactDeep(plots, redact));
  return new Map(placed.map(({ path, plot }) => [path, formatPlot(plot)]));
}

function fileOf([path, text]: readonly [path: string, text: string]): RecordedFile {
  const bytes = new TextEncoder().encode(text);
  return { path, role: "artifact", digest: digestOfBytes(bytes), bytes: bytes.length };
}

const DIRTY =
  "import: whether the work tree was clean is not told, so it counts as changed; there is no patch of it";

const NOTHING_ASKED = {
  command: null,
  metrics: [],
  params: [],
  data: [],
  artifacts: [],
  model: [],
  config: DEFAULT_RUN_CONFIG,
  registration: null,
  trigger: null,
} as const;

function formatOf({ sources }: FoundRun): string {
  return sources[0]?.format ?? "unknown";
}

/** The tracker's own id where it has one, else where the run lies in the folder that was searched. */
function idOf(found: FoundRun, { id }: AboutRun, startedAt: number): RunId {
  const origin = id === undefined ? { folder: found.path } : { tracker: trackerOf(formatOf(found)), id };
  const digest = digestOf({ pedigree: "imported run", ...origin });
  const bytes = Array.from({ length: 10 }, (_, at) => Number.parseInt(digest.slice(at * 2, at * 2 + 2), 16));
  return formatRunId(startedAt, Uint8Array.from(bytes));
}

/** MLflow's file store and database are one tracker: `mlflow migrate-filestore` keeps the ids. */
const trackerOf = (format: string) => format.replace(/-(files|db)$/, "");

function namesOf(found: FoundRun, about: AboutRun, { folder, experiment }: ImportOptions) {
  const parts = found.path.split("/").filter((part) => part !== "." && part !== "");
  const own = parts.at(-1) ?? null;
  const name = experiment ?? about.experiment ?? (parts.slice(0, -1).join("/") || folder);
  return { name: about.name ?? own, experiment: name.slice(0, MAX_EXPERIMENT) || "imported" };
}

/** They find a run by what its tracker called it, and nested runs by the one that they belong to. */
function originTags(found: FoundRun, { id, parent }: AboutRun): readonly string[] {
  return [
    `imported-from=${trackerOf(formatOf(found))}`,
    ...(id === undefined ? [] : [`imported-id=${id}`]),
    ...(parent === undefined ? [] : [`parent-id=${parent}`]),
  ];
}

function commitOf({ commit }: AboutRun): CommitSha | null {
  const parsed = commitShaSchema.safeParse(commit);
  return parsed.success ? parsed.data : null;
}

function statusOf({ status }: AboutRun, isPartial: boolean, format: string) {
  if (status === "running") {
    return told(
      "failed",
      `import: ${format} says that the run goes on, or it was killed; recorded as failed`,
    );
  }
  if (status !== undefined) return { value: status, warnings: [] };
  if (isPartial) return told("failed", `import: the files of ${format} are not whole; recorded as failed`);
  return told("finished", `import: ${format} does not tell how the run ended; recorded as finished`);
}

function told(value: Run["status"], warning: string) {
  return { value, warnings: [warning] };
}

/** What the tracker says, else the first and last measurement, else when the files were changed. */
function timesOf(about: AboutRun, { measurements }: Discovered, modified: number) {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { time } of measurements) {
    if (time === null || !isMoment(time)) continue;
    first = Math.min(first, time);
    last = Math.max(last, time);
  }
  const start = [about.startedAt, first, about.finishedAt].find(isMoment);
  const startedAt = Math.floor(start ?? Math.max(0, modified));
  const end = [about.finishedAt, last].find(isMoment) ?? startedAt;
  const warnings =
    start === undefined ? ["import: no time is told; the run has that of its newest file"] : [];
  return { startedAt, finishedAt: Math.max(startedAt, Math.floor(end)), warnings };
}

function isMoment(time: number | undefined): time is number {
  return time !== undefined && time > 0 && time <= MAX_TIME;
}
