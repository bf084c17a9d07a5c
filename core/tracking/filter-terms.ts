import type { Field } from "./filter.ts";

/** What a filter or order may name. */
export interface Terms {
  /** Prefix → entity, e.g. `params` → `param`. */
  readonly entities: Readonly<Record<string, Field["entity"]>>;
  /** Name as written → the attribute's own name and type. */
  readonly attributes: Readonly<Record<string, Pick<Field, "key" | "type">>>;
}

const ATTRIBUTE = { attribute: "attribute", attributes: "attribute", attr: "attribute" } as const;
const TAG = { tag: "tag", tags: "tag" } as const;
const MEASURED = {
  metric: "metric",
  metrics: "metric",
  param: "param",
  params: "param",
  parameter: "param",
  parameters: "param",
} as const;

const text = (key: string) => ({ key, type: "text" }) as const;
const number = (key: string) => ({ key, type: "number" }) as const;

/** Names and aliases as MLflow's search knows them. */
export const RUN_TERMS: Terms = {
  entities: { ...ATTRIBUTE, ...TAG, ...MEASURED, run: "attribute", dataset: "dataset", datasets: "dataset" },
  attributes: {
    run_id: text("run_id"),
    run_name: text("run_name"),
    "run name": text("run_name"),
    "Run name": text("run_name"),
    "Run Name": text("run_name"),
    status: text("status"),
    user_id: text("user_id"),
    artifact_uri: text("artifact_uri"),
    start_time: number("start_time"),
    created: number("start_time"),
    Created: number("start_time"),
    end_time: number("end_time"),
  },
};

export const EXPERIMENT_TERMS: Terms = {
  entities: { ...ATTRIBUTE, ...TAG },
  attributes: {
    name: text("name"),
    experiment_id: number("experiment_id"),
    creation_time: number("creation_time"),
    last_update_time: number("last_update_time"),
  },
};

export const LOGGED_MODEL_TERMS: Terms = {
  entities: { ...ATTRIBUTE, ...TAG, ...MEASURED },
  attributes: {
    name: text("name"),
    model_id: text("model_id"),
    model_type: text("model_type"),
    status: text("status"),
    source_run_id: text("source_run_id"),
    experiment_id: text("experiment_id"),
    creation_time: number("creation_time"),
    creation_timestamp: number("creation_time"),
    last_updated_timestamp: number("last_update_time"),
    last_updated_time: number("last_update_time"),
  },
};

/** What a data set is searched by. */
export const DATASET_KEYS: readonly string[] = ["name", "digest", "context"];
