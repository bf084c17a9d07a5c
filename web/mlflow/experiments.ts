import { PedigreeError } from "../../core/errors.ts";
import { EXPERIMENT_TERMS } from "../../core/tracking/filter-terms.ts";
import {
  MAX_EXPERIMENT_NAME_LENGTH,
  MAX_EXPERIMENT_TAG_LENGTH,
  MAX_SEARCH_RUNS,
} from "../../core/tracking/limits.ts";
import { unknown } from "../../core/tracking/rules.ts";
import type { Answer, Calls, MlflowDeps } from "./api.ts";
import type { Fields } from "./fields.ts";
import { nextToken, readSearch, readTagOf, readView } from "./read-request.ts";
import { wireExperiment } from "./wire-format.ts";

/** `experiments/…` */
export function experimentCalls(deps: MlflowDeps): Calls {
  const { store, now } = deps;
  const idOf = (fields: Fields) => fields.requiredText("experiment_id");
  const search = (fields: Fields) => searchExperiments(deps, fields);
  return {
    "POST experiments/create": async (fields) => {
      const created = await store.createExperiment(
        {
          name: readName(fields, "name"),
          artifactUri: fields.text("artifact_location") ?? "",
          tags: fields.objects("tags").map(readExperimentTag),
        },
        now(),
      );
      return { experiment_id: created.id };
    },
    "GET experiments/get": async (fields) => {
      const experiment = await store.getExperiment(idOf(fields));
      if (experiment === undefined) throw unknown("experiment", idOf(fields));
      return { experiment: wireExperiment(experiment) };
    },
    "GET experiments/get-by-name": async (fields) => {
      const name = fields.requiredText("experiment_name");
      const experiment = await store.findExperiment(name);
      if (experiment === undefined) throw unknown("experiment", name);
      return { experiment: wireExperiment(experiment) };
    },
    "GET experiments/search": search,
    "POST experiments/search": search,
    "POST experiments/update": async (fields) => {
      await store.updateExperiment(idOf(fields), { name: readName(fields, "new_name") }, now());
      return {};
    },
    "POST experiments/delete": async (fields) => {
      await store.updateExperiment(idOf(fields), { stage: "deleted" }, now());
      return {};
    },
    "POST experiments/restore": async (fields) => {
      await store.updateExperiment(idOf(fields), { stage: "active" }, now());
      return {};
    },
    "POST experiments/set-experiment-tag": async (fields) => {
      await store.setExperimentTag(idOf(fields), readExperimentTag(fields));
      return {};
    },
    "POST experiments/delete-experiment-tag": async (fields) => {
      await store.deleteExperimentTag(idOf(fields), fields.requiredText("key"));
      return {};
    },
  };
}

async function searchExperiments({ store }: MlflowDeps, fields: Fields): Promise<Answer> {
  const search = readSearch(fields, EXPERIMENT_TERMS, { most: MAX_SEARCH_RUNS, usual: 1_000 });
  const page = await store.searchExperiments(readView(fields, "view_type"), search);
  return { experiments: page.items.map(wireExperiment), next_page_token: nextToken(page, search) };
}

function readName(fields: Fields, field: string): string {
  const name = fields.requiredText(field);
  if (name.length <= MAX_EXPERIMENT_NAME_LENGTH) return name.toWellFormed();
  throw new PedigreeError("TRACKING_INVALID", "an experiment's name is too long", {
    expected: `at most ${MAX_EXPERIMENT_NAME_LENGTH} characters`,
    found: `${name.length}`,
  });
}

function readExperimentTag(fields: Fields) {
  return readTagOf(fields, MAX_EXPERIMENT_TAG_LENGTH);
}
