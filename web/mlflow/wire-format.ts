import type {
  CurvePoint,
  Experiment,
  LoggedModel,
  TrackedDataset,
  TrackedRun,
} from "../../core/ports/tracking-store.ts";
import { type Answer, compact } from "./api.ts";

/** JSON has no NaN or infinity: they travel as protobuf's strings. */
export function wireNumber(value: number): number | string {
  return Number.isFinite(value) ? value : String(value);
}

export function wireExperiment(experiment: Experiment): Answer {
  return compact({
    experiment_id: experiment.id,
    name: experiment.name,
    artifact_location: experiment.artifactUri,
    lifecycle_stage: experiment.stage,
    last_update_time: experiment.updated,
    creation_time: experiment.created,
    tags: experiment.tags,
  });
}

/** Old clients read `run_uuid`. */
export function wireRunInfo(run: TrackedRun): Answer {
  return compact({
    run_uuid: run.id,
    run_id: run.id,
    experiment_id: run.experimentId,
    run_name: run.name,
    user_id: run.user,
    status: run.status,
    start_time: run.started,
    end_time: run.ended,
    artifact_uri: run.artifactUri,
    lifecycle_stage: run.stage,
  });
}

/** A run as it was just created: without inputs and outputs. */
export function wireNewRun(run: TrackedRun): Answer {
  const metrics = run.curves.map((curve) => wirePoint(curve.key, curve));
  return { info: wireRunInfo(run), data: compact({ metrics, params: run.params, tags: run.tags }) };
}

export function wireRun(run: TrackedRun): Answer {
  const outputs = run.modelOutputs.map(({ modelId, step }) => ({ model_id: modelId, step }));
  return compact({
    ...wireNewRun(run),
    inputs: compact({
      dataset_inputs: run.datasets.map(wireDataset),
      model_inputs: run.modelInputs.map((modelId) => ({ model_id: modelId })),
    }),
    outputs: outputs.length === 0 ? undefined : { model_outputs: outputs },
  });
}

export function wirePoint(key: string, { value, time, step }: CurvePoint): Answer {
  return { key, value: wireNumber(value), timestamp: time, step };
}

function wireDataset(dataset: TrackedDataset): Answer {
  return compact({
    tags: dataset.tags,
    dataset: compact({
      name: dataset.name,
      digest: dataset.digest,
      source_type: dataset.sourceType,
      source: dataset.source,
      schema: dataset.schema,
      profile: dataset.profile,
    }),
  });
}

export function wireLoggedModel(model: LoggedModel): Answer {
  return {
    info: compact({
      model_id: model.id,
      experiment_id: model.experimentId,
      name: model.name,
      creation_timestamp_ms: model.created,
      last_updated_timestamp_ms: model.updated,
      artifact_uri: model.artifactUri,
      status: model.status,
      model_type: model.type === "" ? undefined : model.type,
      source_run_id: model.runId === "" ? undefined : model.runId,
      tags: model.tags,
    }),
    data: compact({
      params: model.params,
      metrics: model.metrics.map((metric) =>
        compact({
          ...wirePoint(metric.key, metric),
          model_id: model.id,
          run_id: metric.runId,
          dataset_name: metric.datasetName,
          dataset_digest: metric.datasetDigest,
        }),
      ),
    }),
  };
}
