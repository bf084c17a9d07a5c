import { PedigreeError } from "../../core/errors.ts";
import { TRACKED_STATUSES, type TrackedRun } from "../../core/ports/tracking-store.ts";
import { formatRunId } from "../../core/run/run-id.ts";
import { RUN_TERMS } from "../../core/tracking/filter-terms.ts";
import { MAX_SEARCH_RUNS } from "../../core/tracking/limits.ts";
import { DEFAULT_EXPERIMENT, nameInTags, unknown } from "../../core/tracking/rules.ts";
import { nameRun } from "../../core/tracking/run-name.ts";
import type { Answer, Calls, MlflowDeps } from "./api.ts";
import type { Fields } from "./fields.ts";
import {
  nextToken,
  readBatch,
  readDataset,
  readParam,
  readPoint,
  readSearch,
  readTag,
  readView,
} from "./read-request.ts";
import { wireNewRun, wireRun, wireRunInfo } from "./wire-format.ts";

const NOTHING = { points: [], params: [], tags: [] } as const;

/** The run a request speaks of; old clients say `run_uuid`. */
export function runIdOf(fields: Fields): string {
  return fields.requiredEither("run_id", "run_uuid");
}

/** The run, or TRACKING_UNKNOWN. */
export async function requireRun({ store }: MlflowDeps, id: string): Promise<TrackedRun> {
  const run = await store.getRun(id);
  if (run === undefined) throw unknown("run", id);
  return run;
}

/** `runs/…` that create, read, search and change runs. */
export function runCalls(deps: MlflowDeps): Calls {
  const { store } = deps;
  return {
    "POST runs/create": (fields) => createRun(deps, fields),
    "GET runs/get": async (fields) => ({ run: wireRun(await requireRun(deps, runIdOf(fields))) }),
    "POST runs/update": (fields) => updateRun(deps, fields),
    "POST runs/search": (fields) => searchRuns(deps, fields),
    "POST runs/delete": async (fields) => {
      await store.setRunStage(runIdOf(fields), "deleted");
      return {};
    },
    "POST runs/restore": async (fields) => {
      await store.setRunStage(runIdOf(fields), "active");
      return {};
    },
  };
}

/** `runs/…` that log something to a run. */
export function loggingCalls(deps: MlflowDeps): Calls {
  const { store } = deps;
  return {
    "POST runs/log-batch": async (fields) => {
      await store.logBatch(runIdOf(fields), readBatch(fields));
      return {};
    },
    "POST runs/log-metric": async (fields) => {
      await store.logBatch(runIdOf(fields), { ...NOTHING, points: [readPoint(fields)] });
      return {};
    },
    "POST runs/log-parameter": async (fields) => {
      await store.logBatch(runIdOf(fields), { ...NOTHING, params: [readParam(fields)] });
      return {};
    },
    "POST runs/set-tag": async (fields) => {
      await store.logBatch(runIdOf(fields), { ...NOTHING, tags: [readTag(fields)] });
      return {};
    },
    "POST runs/delete-tag": async (fields) => {
      await store.deleteTag(runIdOf(fields), fields.requiredText("key"));
      return {};
    },
    "POST runs/log-inputs": async (fields) => {
      const modelIds = fields.objects("models").map((model) => model.requiredText("model_id"));
      await store.logInputs(runIdOf(fields), {
        datasets: fields.objects("datasets").map(readDataset),
        modelIds,
      });
      return {};
    },
    "POST runs/outputs": async (fields) => {
      const outputs = fields
        .objects("models")
        .map((model) => ({ modelId: model.requiredText("model_id"), step: model.integer("step") ?? 0 }));
      await store.logOutputs(runIdOf(fields), outputs);
      return {};
    },
    "POST runs/log-model": (fields) => recordModel(deps, fields),
  };
}

async function createRun({ store, now, random }: MlflowDeps, fields: Fields): Promise<Answer> {
  const id = formatRunId(now(), random(10));
  const tags = fields.objects("tags").map(readTag);
  const [asked, tagged] = [fields.text("run_name") || undefined, nameInTags(tags)];
  if (asked !== undefined && tagged !== undefined && asked !== tagged)
    throw new PedigreeError("TRACKING_INVALID", "run_name and the tag mlflow.runName differ", {
      expected: JSON.stringify(asked),
      found: JSON.stringify(tagged),
    });
  const run = await store.createRun({
    id,
    experimentId: fields.text("experiment_id") || DEFAULT_EXPERIMENT.id,
    name: asked ?? tagged ?? nameRun(id),
    user: fields.text("user_id") ?? "",
    started: fields.integer("start_time") ?? now(),
    tags,
  });
  return { run: wireNewRun(run) };
}

async function updateRun({ store }: MlflowDeps, fields: Fields): Promise<Answer> {
  const [status, ended] = [fields.word("status", TRACKED_STATUSES), fields.integer("end_time")];
  const name = fields.text("run_name") || undefined;
  const run = await store.updateRun(runIdOf(fields), {
    ...(status === undefined ? {} : { status }),
    ...(ended === undefined ? {} : { ended }),
    ...(name === undefined ? {} : { name }),
  });
  return { run_info: wireRunInfo(run) };
}

async function searchRuns({ store }: MlflowDeps, fields: Fields): Promise<Answer> {
  const search = readSearch(fields, RUN_TERMS, { most: MAX_SEARCH_RUNS, usual: 1_000 });
  const scope = {
    experimentIds: fields.texts("experiment_ids"),
    view: readView(fields, "run_view_type"),
  };
  const page = await store.searchRuns(scope, search);
  return { runs: page.items.map(wireRun), next_page_token: nextToken(page, search) };
}

/** How clients before MLflow 3 tell of a model, and newer ones beside logged models: a list in a tag. */
const MODEL_HISTORY_TAG = "mlflow.log-model.history";

async function recordModel(deps: MlflowDeps, fields: Fields): Promise<Answer> {
  const [id, text] = [runIdOf(fields), fields.requiredText("model_json")];
  const { tags } = await requireRun(deps, id);
  const history = tags.find(({ key }) => key === MODEL_HISTORY_TAG)?.value;
  const models = [...listIn(history ?? "[]"), parsed(text)];
  const tag = { key: MODEL_HISTORY_TAG, value: JSON.stringify(models) };
  await deps.store.logBatch(id, { ...NOTHING, tags: [tag] });
  return {};
}

function listIn(text: string): readonly unknown[] {
  const value = parsed(text);
  return Array.isArray(value) ? value : [];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new PedigreeError("TRACKING_INVALID", "model_json is no JSON", { cause });
  }
}
