import type { Experiment, LoggedModel, TrackedRun } from "../ports/tracking-store.ts";
import { compareByOrders, type Field, type Literal, type Order, type ValuesOf } from "./filter.ts";
import { isMeasuredOn } from "./measured-on.ts";
import { DATASET_CONTEXT_TAG, isLater } from "./rules.ts";

/** A run's values of a field. */
export function valuesOfRun(run: TrackedRun, { entity, key }: Field): readonly Literal[] {
  switch (entity) {
    case "metric":
      return run.curves.filter((curve) => curve.key === key).map((curve) => curve.value);
    case "param":
      return valuesOfKey(run.params, key);
    case "tag":
      return valuesOfKey(run.tags, key);
    case "dataset":
      return run.datasets.flatMap((dataset) => {
        if (key === "context") return valuesOfKey(dataset.tags, DATASET_CONTEXT_TAG);
        return [key === "digest" ? dataset.digest : dataset.name];
      });
    case "attribute":
      return present(runAttribute(run, key));
  }
}

function runAttribute(run: TrackedRun, key: string): Literal | undefined {
  switch (key) {
    case "run_id":
      return run.id;
    case "run_name":
      return run.name;
    case "status":
      return run.status;
    case "user_id":
      return run.user;
    case "artifact_uri":
      return run.artifactUri;
    case "start_time":
      return run.started;
    default:
      return run.ended;
  }
}

/** An experiment's values of a field. */
export function valuesOfExperiment(experiment: Experiment, { entity, key }: Field): readonly Literal[] {
  if (entity === "tag") return valuesOfKey(experiment.tags, key);
  switch (key) {
    case "name":
      return [experiment.name];
    case "experiment_id":
      return [Number(experiment.id)];
    case "creation_time":
      return [experiment.created];
    default:
      return [experiment.updated];
  }
}

/** A logged model's values of a field; of metrics the latest first, whatever run they are of, and whatever data where the field names none. */
export function valuesOfLoggedModel(model: LoggedModel, { entity, key, data }: Field): readonly Literal[] {
  switch (entity) {
    case "dataset":
      return model.metrics
        .filter((metric) => isMeasuredOn(metric, data))
        .map(({ datasetName = "" }) => datasetName);
    case "metric":
      return model.metrics
        .filter((metric) => metric.key === key && isMeasuredOn(metric, data))
        .toSorted((a, b) => (isLater(a, b) ? -1 : isLater(b, a) ? 1 : 0))
        .map((metric) => metric.value);
    case "param":
      return valuesOfKey(model.params, key);
    case "tag":
      return valuesOfKey(model.tags, key);
    default:
      return [modelAttribute(model, key)];
  }
}

function modelAttribute(model: LoggedModel, key: string): Literal {
  switch (key) {
    case "name":
      return model.name;
    case "model_id":
      return model.id;
    case "model_type":
      return model.type;
    case "status":
      return model.status.replace("LOGGED_MODEL_", "");
    case "source_run_id":
      return model.runId;
    case "experiment_id":
      return model.experimentId;
    case "creation_time":
      return model.created;
    default:
      return model.updated;
  }
}

const attribute = (key: string, type: Field["type"]): Field => ({ entity: "attribute", key, type });

/** What breaks ties, and what is the order when none is asked for. */
export const RUN_TIES: readonly Order[] = [
  { field: attribute("start_time", "number"), ascending: false },
  { field: attribute("run_id", "text"), ascending: true },
];
export const EXPERIMENT_TIES: readonly Order[] = [
  { field: attribute("creation_time", "number"), ascending: false },
  { field: attribute("experiment_id", "number"), ascending: false },
];
export const LOGGED_MODEL_TIES: readonly Order[] = [
  { field: attribute("creation_time", "number"), ascending: false },
  { field: attribute("model_id", "text"), ascending: true },
];

/** A copy of things in the order asked for. */
export function sortBy<T>(
  things: readonly T[],
  orders: readonly Order[],
  valuesOf: ValuesOf<T>,
): readonly T[] {
  return things.toSorted(compareByOrders(orders, valuesOf));
}

function valuesOfKey(
  entries: readonly { readonly key: string; readonly value: string }[],
  key: string,
): readonly string[] {
  return entries.filter((entry) => entry.key === key).map((entry) => entry.value);
}

function present(value: Literal | undefined): readonly Literal[] {
  return value === undefined ? [] : [value];
}
