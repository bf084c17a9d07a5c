import { z } from "zod";
import { describeDiverged, divergedMetrics } from "../../core/compare/diverged.ts";
import { PedigreeError } from "../../core/errors.ts";
import {
  type Baseline,
  type BaselineAbsence,
  type BaselineQuery,
  type BaselineSource,
  type FoundBaseline,
  MAX_PASSED_OVER,
  type NamedRun,
  type Repeats,
  type RepeatsQuery,
} from "../../core/ports/baseline.ts";
import {
  formatArtifactName,
  isSameSeries,
  parseArtifactName,
  type RunSeries,
  seriesOf,
} from "../../core/run/artifact-name.ts";
import type { Run } from "../../core/run/run.ts";
import { runIdTime } from "../../core/run/run-id.ts";
import { withTimeout } from "./request.ts";
import {
  type Artifact,
  describeUnreadable,
  isOwn,
  listSeries,
  listWorkflowRun,
  PAGE_SIZE,
  type RunArtifactOptions,
  readNotebook,
  readRun,
  readRunWithCurves,
  refusalOf,
  type StoredRun,
} from "./run-artifacts.ts";

/** Pull requests make runs, too: this many artifacts are looked at for one of the baseline branch. */
const MAX_PAGES = 3;
/** Artifacts that are opened for a run that was named by its id. */
const MAX_NAMED_TRIES = 10;
/** Legs of one workflow run that are read; a larger matrix is told of, not read in part silently. */
const MAX_REPEATS = 20;
/** A run's artifact is uploaded after the run began, but not by the same clock. */
const CLOCK_SKEW_MS = 60_000;

/**
 * Baselines out of the workflow artifacts of the training repository. GitHub lists artifacts of one name, newest
 * first; those of forks carry another head repository and never count.
 */
export function createBaselineSource(given: RunArtifactOptions): BaselineSource {
  const options = { ...given, client: withTimeout(given.client) };
  return {
    newest: async (query) => {
      const artifacts = await candidates(options, query);
      if (artifacts.length === 0) return absent("no-run");
      const alive = artifacts.filter((artifact) => !artifact.expired);
      return alive.length === 0 ? absent("expired") : await firstFinished(options, query, alive);
    },
    named: async (name, series) =>
      name.kind === "artifact" ? await byArtifact(options, name.id) : await byRunId(options, name.id, series),
    repeats: async (query) => await readRepeats(options, query),
    notebook: async ({ artifact }, path) =>
      artifact === null ? undefined : await readNotebook(options, artifact.id, path),
    commits: async (base, head) => await countCommits(options, `${base}...${head}`),
  };
}

function absent(reason: BaselineAbsence, notes: readonly string[] = []): Baseline {
  return { found: false, reason, notes };
}

async function candidates(options: RunArtifactOptions, query: BaselineQuery): Promise<readonly Artifact[]> {
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    const { artifacts, total_count } = await listSeries(options, query.series, page);
    const matching = artifacts.filter((artifact) => isCandidate(artifact, query));
    if (matching.length > 0 || page * PAGE_SIZE >= total_count) return matching.sort(newestFirst);
  }
  return [];
}

function isCandidate(artifact: Artifact, { branch, workflowRun, later = true }: BaselineQuery): boolean {
  const run = artifact.workflow_run;
  if (!isOwn(artifact) || run?.head_branch !== branch) return false;
  if (workflowRun === null) return true;
  // GitHub counts workflow runs up, whatever their repository; another attempt of one has its number.
  return later ? run.id !== workflowRun : run.id !== undefined && run.id < workflowRun;
}

function newestFirst(a: Artifact, b: Artifact): number {
  return (b.created_at ?? "").localeCompare(a.created_at ?? "") || b.id - a.id;
}

/** One that diverged is the baseline only where no other is: then it is told as such, and shuts gates. */
async function firstFinished(
  options: RunArtifactOptions,
  query: BaselineQuery,
  artifacts: readonly Artifact[],
): Promise<Baseline> {
  const notes: string[] = [];
  const diverged: { readonly found: () => Promise<Baseline>; readonly note: string }[] = [];
  let unfinished = false;
  for (const [index, artifact] of artifacts.slice(0, MAX_PASSED_OVER).entries()) {
    const read = await readRunWithCurves(options, artifact.id).catch((error: unknown) => {
      notes.push(describeUnreadable(artifact.id, error));
      return undefined;
    });
    if (read === undefined || !isOfSeries(read.run, query)) continue;
    if (read.run.status === "finished") {
      const asFound = async (more: readonly string[]) => {
        const history = await readHistory(options, query, {
          newest: read,
          older: artifacts.slice(index + 1),
        });
        return found(read, artifact, { ...history, notes: [...notes, ...more, ...history.notes] });
      };
      const metrics = divergedMetrics(read.run, query.goals ?? {}, read.curves);
      if (metrics.length === 0) return await asFound(diverged.map(({ note }) => note));
      diverged.push({ found: () => asFound([]), note: describeDiverged(read.run, metrics) });
    }
    unfinished ||= read.run.status !== "finished";
  }
  if (diverged[0] !== undefined) return await diverged[0].found();
  if (unfinished) return absent("unfinished", notes);
  return absent(notes.length > 0 ? "unreadable" : "no-run", notes);
}

function isOfSeries(run: Run, { except, series }: BaselineQuery): boolean {
  return run.id !== except && isSameSeries(seriesOf(run), series);
}

type History = Pick<FoundBaseline, "history" | "historyCurves" | "notes">;

/**
 * As many artifacts as were asked for are opened, at once. In place of those that did not finish or cannot be read older ones
 * are, up to a number: one failed night must not cost the whole noise band.
 */
async function readHistory(
  options: RunArtifactOptions,
  query: BaselineQuery,
  { newest, older }: { readonly newest: StoredRun; readonly older: readonly Artifact[] },
): Promise<History> {
  const count = query.history ?? 0;
  if (count < 2) return { history: [], notes: [] };
  const readOne = async (id: number): Promise<StoredRun> =>
    query.historyCurves === true
      ? await readRunWithCurves(options, id)
      : { run: await readRun(options, id), curves: new Map() };
  const runs: StoredRun[] = [newest];
  const notes: string[] = [];
  let left = older.slice(0, count - 1 + MAX_PASSED_OVER);
  while (runs.length < count && left.length > 0) {
    const read = await readAll(left.slice(0, count - runs.length), readOne);
    left = left.slice(count - runs.length);
    notes.push(...read.notes);
    runs.push(...read.runs.filter(({ run }) => run.status === "finished" && isOfSeries(run, query)));
  }
  const history = runs.map(({ run }) => run);
  if (query.historyCurves !== true) return { history, notes };
  return { history, historyCurves: new Map(runs.map(({ run, curves }) => [run.id, curves])), notes };
}

/** Records in the order of their artifacts; each that cannot be read is a note. */
async function readAll<T>(artifacts: readonly Artifact[], readOne: (id: number) => Promise<T>) {
  const notes: string[] = [];
  const read = await Promise.all(
    artifacts.map(({ id }) =>
      readOne(id).catch((error: unknown) => {
        notes.push(describeUnreadable(id, error));
        return undefined;
      }),
    ),
  );
  return { runs: read.filter((run) => run !== undefined), notes };
}

function found(
  { run, curves }: StoredRun,
  { id, name }: { readonly id: number; readonly name: string },
  more: History,
): Baseline {
  return { found: true, run, curves, artifact: { id, name }, ...more };
}

async function byArtifact(options: RunArtifactOptions, id: number): Promise<Baseline> {
  try {
    const read = await readRunWithCurves(options, id);
    const name = formatArtifactName({ ...seriesOf(read.run), ordinal: 1 });
    return found(read, { id, name }, { history: [], notes: [] });
  } catch (error) {
    const status = refusalOf(error);
    if (status === 410) return absent("gone", [describeGone(`artifact ${id}`, "one that has expired")]);
    if (status === 404) return absent("not-found");
    return absent("unreadable", [describeUnreadable(id, error)]);
  }
}

/**
 * An artifact's name tells no run id, but the id begins with the time at which the run began: the artifacts that were made
 * soonest after it are opened. A fork could claim any id, and is not looked at.
 */
async function byRunId(
  options: RunArtifactOptions,
  id: Extract<NamedRun, { kind: "run" }>["id"],
  series: RunSeries,
): Promise<Baseline> {
  const began = runIdTime(id) - CLOCK_SKEW_MS;
  const own: Artifact[] = [];
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    const { artifacts, total_count } = await listSeries(options, series, page);
    own.push(...artifacts.filter((artifact) => isOwn(artifact) && madeAt(artifact) >= began));
    const oldest = artifacts.at(-1);
    if (page * PAGE_SIZE >= total_count || oldest === undefined || madeAt(oldest) < began) break;
  }
  const notes: string[] = [];
  const ordered = own.sort((a, b) => madeAt(a) - madeAt(b));
  for (const artifact of ordered.filter(({ expired }) => !expired).slice(0, MAX_NAMED_TRIES)) {
    const read = await readRunWithCurves(options, artifact.id).catch((error: unknown) => {
      notes.push(describeUnreadable(artifact.id, error));
      return undefined;
    });
    if (read?.run.id === id) return found(read, artifact, { history: [], notes });
  }
  const expired = ordered.filter((artifact) => artifact.expired).length;
  // Whose records the deleted ones were, nobody can tell any more: it may have been this run's.
  if (expired === 0) return absent("not-found", notes);
  const seen = `${ordered.length} made since the run began, of which ${expired} have expired`;
  return absent("gone", [...notes, describeGone(`run ${id}`, seen)]);
}

function describeGone(subject: string, found: string): string {
  const { message } = new PedigreeError("RUN_UNKNOWN", "the record cannot be had any more", {
    subject,
    expected: "a workflow artifact that holds it",
    found,
    remedy: "name another run, or a version such as churn@production, whose record the registry keeps",
  });
  return `baseline: ${message}`;
}

function madeAt({ created_at }: Artifact): number {
  return created_at === null ? 0 : Date.parse(created_at);
}

async function readRepeats(options: RunArtifactOptions, { of }: RepeatsQuery): Promise<Repeats> {
  if (of.trigger === null) return { runs: [], notes: [] };
  const series = seriesOf(of);
  const { artifacts, total_count } = await listWorkflowRun(options, of.trigger.runId);
  const legs = artifacts.filter(({ name, expired }) => {
    const parsed = parseArtifactName(name);
    return !expired && parsed !== undefined && isSameSeries(parsed, series);
  });
  const read = await readAll(legs.slice(0, MAX_REPEATS), (id) => readRunWithCurves(options, id));
  const left = legs.length - MAX_REPEATS;
  const others = read.runs.filter(({ run }) => isSameSeries(seriesOf(run), series) && run.id !== of.id);
  const finished = others.filter(({ run }) => run.status === "finished");
  const runs = finished.map(({ run }) => run);
  const curves = new Map(finished.map((one) => [one.run.id, one.curves]));
  const unfinished = others.length - runs.length;
  const notes = [
    ...read.notes,
    // A mean over those that came through looks better than the training is.
    ...(unfinished > 0
      ? [
          `repeats: ${unfinished} of ${others.length} other runs of the workflow run did not finish and do not count`,
        ]
      : []),
    ...(left > 0 ? [`repeats: ${left} more runs of the workflow run were not read`] : []),
    ...(total_count > PAGE_SIZE
      ? [`repeats: the workflow run has ${total_count} artifacts; ${PAGE_SIZE} were looked at`]
      : []),
  ];
  return { runs, curves, notes };
}

const comparisonSchema = z.object({ ahead_by: z.int().nonnegative() });

/** Null where the token may not read code, or the commits have no common history: it is only told beside a link. */
async function countCommits(
  { client, owner, repo }: RunArtifactOptions,
  basehead: string,
): Promise<number | null> {
  try {
    const { data } = await client.request("GET /repos/{owner}/{repo}/compare/{basehead}", {
      owner,
      repo,
      basehead,
      per_page: 1,
    });
    const parsed = comparisonSchema.safeParse(data);
    return parsed.success ? parsed.data.ahead_by : null;
  } catch {
    return null;
  }
}
