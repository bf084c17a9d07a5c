import type { Gathered, Recorder, RecorderSession } from "../core/ports/recorder.ts";
import type { Noted, RecordFolder } from "../core/ports/recording.ts";
import type { LoggedModel, TrackingStore } from "../core/ports/tracking-store.ts";
import { hardwareSource } from "../core/run/hardware.ts";
import { type Discovered, mergeSources, NOTHING_DISCOVERED } from "../core/run/merge-sources.ts";
import { type Redactor, type SecretRedactor, secretValues } from "../core/run/redact.ts";
import type { RecordedFile } from "../core/run/run.ts";
import { artifactCopies } from "../core/tracking/kept-artifacts.ts";
import { withinBudget } from "../core/tracking/nested-budget.ts";
import { hasEnded, type TrackedStory, tagsNotWhole, trackedSources } from "../core/tracking/to-sources.ts";
import { placeTracked, type TrackedPlace } from "../core/tracking/tracked-labels.ts";
import { trackedTable } from "../core/tracking/tracked-table.ts";
import { readTracked } from "./read-tracked.ts";
import type { Warnings } from "./warnings.ts";

/** What a recorder gathered, as a part of a record. */
export interface GatheredRecord {
  readonly found: Discovered;
  readonly files: readonly RecordedFile[];
  /** How the runs ended that are no part of others; empty where nothing was tracked. */
  readonly endings: readonly TrackedStory["run"]["status"][];
}

const NOTHING_GATHERED: GatheredRecord = { found: NOTHING_DISCOVERED, files: [], endings: [] };

export interface GatherRequest {
  readonly redact: Redactor;
  /** The record's. */
  readonly folder: RecordFolder;
  /** Whether the model's files were named. */
  readonly isModelNamed: boolean;
  readonly warnings: Warnings;
}

const NO_SESSION: Noted<RecorderSession | null> = { value: null, warnings: [] };

/** The session of a run; null where nothing listens. */
export async function openRecorder(
  recorder: Recorder | null | undefined,
  warnings: Warnings,
): Promise<RecorderSession | null> {
  return warnings.take("recorder", null, async () => (await recorder?.open()) ?? NO_SESSION);
}

/** Hides the recorder's token, too, which the command has in its environment. */
export function withTokenHidden(redact: SecretRedactor, session: RecorderSession | null): SecretRedactor {
  const secrets = secretValues(session?.variables ?? {});
  return secrets.length === 0 ? redact : redact.hiding(secrets);
}

/** Ends a session of which nothing is wanted: what would record it has failed, and says why. */
export async function giveUpRecorder(session: RecorderSession | null): Promise<void> {
  try {
    const gathered = await session?.close();
    await gathered?.value.release();
  } catch {
    return;
  }
}

/** Ends a session and makes of it a part of the record. */
export async function closeRecorder(
  session: RecorderSession | null,
  request: GatherRequest,
): Promise<GatheredRecord> {
  if (session === null) return NOTHING_GATHERED;
  const gathered = await request.warnings.take("recorder", null, () => session.close());
  if (gathered === null) return NOTHING_GATHERED;
  try {
    return await gatherTracked(gathered, request);
  } finally {
    await request.warnings.take("recorder", null, async () => {
      await gathered.release();
      return { value: null, warnings: [] };
    });
  }
}

/** Reads what a recorder gathered and copies what runs saved into the record. */
async function gatherTracked(gathered: Gathered, request: GatherRequest): Promise<GatheredRecord> {
  const { warnings, redact } = request;
  const { store } = gathered;
  const stories = store === null ? [] : await warnings.take("mlflow", [], () => readTracked(store));
  const places = placeTracked(stories.map(({ run }) => run));
  for (const { run, group } of places) {
    if (!hasEnded(run)) warnings.add([`mlflow: the run ${group} had not ended when it was recorded`]);
  }
  const hardware = hardwareSource(gathered.hardware);
  const { kept, left, untagged } = withinBudget(trackedSources(stories, redact));
  if (left > 0)
    warnings.add([`mlflow: ${left} nested runs are in ${TABLE} alone: there are too many of them`]);
  if (untagged > 0)
    warnings.add([
      `mlflow: the tags of ${untagged} nested runs are in ${TABLE} alone: there are too many of them`,
    ]);
  const files = store === null ? [] : await copyArtifacts(gathered, { ...request, places, store });
  return {
    found: mergeSources([...kept, ...(hardware === undefined ? [] : [hardware])]),
    files: [...files, ...(await writeTable(places, request))],
    endings: places.filter(({ isNested }) => !isNested).map(({ run }) => run.status),
  };
}

/** Beside the artifacts, which are below `files/mlflow/`. */
const TABLE = "files/mlflow-runs.csv";

/** All runs in one table, where there are several, or one with more than the record can hold. */
async function writeTable(
  places: readonly TrackedPlace[],
  { folder, warnings, redact }: GatherRequest,
): Promise<readonly RecordedFile[]> {
  const tags = places.reduce((sum, { run }) => sum + tagsNotWhole(run), 0);
  if (tags > 0)
    warnings.add([`mlflow: ${tags} tags are too long, or too many, for the record; ${TABLE} has them whole`]);
  if (places.length < 2 && tags === 0) return [];
  return await warnings.take("mlflow", [], async (): Promise<Noted<readonly RecordedFile[]>> => {
    const written = await folder.write(TABLE, trackedTable(places, redact));
    return { value: [{ path: TABLE, role: "artifact", ...written }], warnings: [] };
  });
}

async function copyArtifacts(
  gathered: Gathered,
  request: GatherRequest & { readonly places: readonly TrackedPlace[]; readonly store: TrackingStore },
): Promise<readonly RecordedFile[]> {
  const { warnings, places, store, folder, redact } = request;
  const models = await warnings.take("mlflow", [], async () => ({
    value: await readModels(store, places),
    warnings: [],
  }));
  const files: RecordedFile[] = [];
  for (const { from, to, role } of artifactCopies(places, models, request.isModelNamed)) {
    const target = { folder: folder.path, to: redact(to), role };
    files.push(...(await warnings.take("artifacts", [], () => gathered.copy(from, target))));
  }
  return files;
}

/** A sweep that logs more models than this keeps them as artifacts of nobody. */
const MAX_MODELS = 1_000;

async function readModels(
  store: TrackingStore,
  places: readonly TrackedPlace[],
): Promise<readonly LoggedModel[]> {
  const runs = new Set(places.map(({ run }) => run.id));
  const experiments = [...new Set(places.map(({ run }) => run.experimentId))];
  if (experiments.length === 0) return [];
  const search = { order: [], offset: 0, limit: MAX_MODELS };
  const { items } = await store.searchLoggedModels(experiments, search);
  return items.filter(({ runId }) => runs.has(runId));
}
