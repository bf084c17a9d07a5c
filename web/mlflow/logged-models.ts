import { MODEL_STATUSES, type Search } from "../../core/ports/tracking-store.ts";
import { formatRunId } from "../../core/run/run-id.ts";
import { LOGGED_MODEL_TERMS } from "../../core/tracking/filter-terms.ts";
import { checkCount, MAX_BATCH_PARAMS, MAX_SEARCH_RUNS } from "../../core/tracking/limits.ts";
import { filterMeasuredOn } from "../../core/tracking/measured-on.ts";
import { parsePageToken } from "../../core/tracking/page.ts";
import { parseFilter } from "../../core/tracking/parse-filter.ts";
import { DEFAULT_EXPERIMENT, unknown } from "../../core/tracking/rules.ts";
import { nameRun } from "../../core/tracking/run-name.ts";
import type { Answer, Calls, MlflowDeps } from "./api.ts";
import { listArtifacts } from "./artifacts.ts";
import type { Fields } from "./fields.ts";
import { readMeasuredData, readModelOrder } from "./read-measured-data.ts";
import { nextToken, readParam, readTag } from "./read-request.ts";
import { wireLoggedModel } from "./wire-format.ts";

/** `logged-models/…`, MLflow 3's models that runs save. */
export function loggedModelCalls(deps: MlflowDeps): Calls {
  const { store, now } = deps;
  return {
    "POST logged-models": (fields) => createModel(deps, fields),
    "POST logged-models/search": (fields) => searchModels(deps, fields),
    "GET logged-models/:id": async (_, { id = "" }) => ({
      model: wireLoggedModel(await requireModel(deps, id)),
    }),
    "PATCH logged-models/:id": async (fields, { id = "" }) => {
      const status = fields.word("status", MODEL_STATUSES);
      return {
        model: wireLoggedModel(await store.updateLoggedModel(id, status ? { status } : {}, now())),
      };
    },
    "DELETE logged-models/:id": async (_, { id = "" }) => {
      await store.deleteLoggedModel(id);
      return {};
    },
    "PATCH logged-models/:id/tags": async (fields, { id = "" }) => {
      await store.updateLoggedModel(id, { tags: fields.objects("tags").map(readTag) }, now());
      return {};
    },
    "DELETE logged-models/:id/tags/:key": async (_, { id = "", key = "" }) => {
      await store.deleteLoggedModelTag(id, key);
      return {};
    },
    "POST logged-models/:id/params": async (fields, { id = "" }) => {
      await store.updateLoggedModel(id, { params: readParams(fields) }, now());
      return {};
    },
    "GET logged-models/:id/artifacts/directories": async (fields, { id = "" }) => {
      const { artifactUri } = await requireModel(deps, id);
      return listArtifacts(deps, artifactUri, fields.text("artifact_directory_path") ?? "");
    },
  };
}

async function requireModel({ store }: MlflowDeps, id: string) {
  const model = await store.getLoggedModel(id);
  if (model === undefined) throw unknown("logged model", id);
  return model;
}

async function createModel({ store, now, random }: MlflowDeps, fields: Fields): Promise<Answer> {
  const id = formatRunId(now(), random(10));
  const model = await store.createLoggedModel(
    {
      id: `m-${id}`,
      experimentId: fields.text("experiment_id") || DEFAULT_EXPERIMENT.id,
      name: fields.text("name") || nameRun(id),
      type: fields.text("model_type") ?? "",
      runId: fields.text("source_run_id") ?? "",
      tags: fields.objects("tags").map(readTag),
      params: readParams(fields),
    },
    now(),
  );
  return { model: wireLoggedModel(model) };
}

function readParams(fields: Fields) {
  const params = fields.objects("params");
  checkCount("params", params.length, MAX_BATCH_PARAMS);
  return params.map(readParam);
}

async function searchModels({ store }: MlflowDeps, fields: Fields): Promise<Answer> {
  const asked = parseFilter(fields.text("filter") ?? "", LOGGED_MODEL_TERMS);
  const filter = filterMeasuredOn(asked, fields.objects("datasets").map(readMeasuredData));
  const search: Search = {
    ...(filter === undefined ? {} : { filter }),
    order: fields.objects("order_by").map(readModelOrder),
    offset: parsePageToken(fields.text("page_token") ?? ""),
    limit: fields.limit("max_results", { most: MAX_SEARCH_RUNS, usual: 50 }),
  };
  const page = await store.searchLoggedModels(fields.texts("experiment_ids"), search);
  return { models: page.items.map(wireLoggedModel), next_page_token: nextToken(page, search) };
}
