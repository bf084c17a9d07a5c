import type { DataVersion } from "../data/data-version.ts";

/** A data set as MLflow keeps it. */
export interface MlflowDataset {
  readonly name: string;
  readonly digest: string;
  /** Where it comes from, in JSON. */
  readonly source: string;
  /** What a run used it for, in anybody's words; empty where nobody said. */
  readonly context: string;
}

/**
 * A data set that a client logged. MLflow's digests are a few digits over a part of the data, so that they tell versions
 * apart and prove nothing.
 */
export function datasetVersion({ name, digest, source, context }: MlflowDataset): DataVersion {
  const from = source.slice(0, 1024);
  return {
    name: name.slice(0, 1024),
    scheme: "mlflow",
    id: digest.slice(0, 1024),
    bytes: 0,
    files: 1,
    strength: "C",
    role: roleOf(context),
    ...(from === "" ? {} : { source: from }),
  };
}

function roleOf(context: string): DataVersion["role"] {
  if (/^train/i.test(context)) return "training";
  return /^(eval|test|valid)/i.test(context) ? "evaluation" : "other";
}
