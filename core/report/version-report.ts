import type { Version } from "../registry/version.ts";
import { isHardwareMetric } from "../run/hardware.ts";
import { decodeMetric } from "../run/metric.ts";
import type { ParamValue, Run } from "../run/run.ts";

/** The body of a version's pull request: what the version is and where it comes from. */
export interface VersionReport {
  readonly model: string;
  readonly version: number;
  readonly run: { readonly id: string; readonly experiment: string; readonly url: string };
  readonly source: {
    readonly repository: string;
    readonly shortCommit: string;
    readonly url: string;
    readonly branch: string;
    readonly workflow: string;
    readonly actor: string | null;
  };
  readonly metrics: readonly { readonly name: string; readonly value: number }[];
  readonly params: readonly { readonly name: string; readonly value: ParamValue }[];
  readonly data: readonly { readonly name: string; readonly id: string; readonly strength: string }[];
  readonly files: readonly { readonly path: string; readonly bytes: number; readonly digest: string }[];
  /** Bundles that came along, and why there may be more. Null where there is nothing to say. */
  readonly evidence: VersionEvidence | null;
  /** How many rows each table leaves out; null when all are there. */
  readonly more: Readonly<Record<"metrics" | "params" | "data" | "files", number | null>>;
}

export interface VersionEvidence {
  readonly bundles: number;
  readonly missed: readonly string[];
}

const MAX_ROWS = 40;

/** `serverUrl` is the GitHub server's address without a slash at the end. */
export function versionReport(
  version: Version,
  { run, evidence }: { readonly run: Run; readonly evidence: VersionEvidence },
  serverUrl: string,
): VersionReport {
  const { provenance } = version;
  const repositoryUrl = `${serverUrl}/${provenance.repository.fullName}`;
  const metrics = Object.entries(run.metrics)
    .filter(([name]) => !isHardwareMetric(name))
    .map(([name, { last }]) => ({ name, value: decodeMetric(last) }));
  const params = Object.entries(run.params).map(([name, value]) => ({ name, value }));
  const data = run.data.map(({ name, scheme, id, strength }) => ({ name, id: `${scheme}:${id}`, strength }));
  const files = version.files.map(({ path, bytes, digest }) => ({ path, bytes, digest }));
  return {
    model: version.model,
    version: version.version,
    run: {
      id: run.id,
      experiment: run.experiment,
      url: `${repositoryUrl}/actions/runs/${provenance.runId}`,
    },
    source: {
      repository: provenance.repository.fullName,
      shortCommit: provenance.commit.slice(0, 7),
      url: `${repositoryUrl}/commit/${provenance.commit}`,
      branch: provenance.branch,
      workflow: provenance.workflow,
      actor: provenance.actor?.login ?? null,
    },
    metrics: metrics.slice(0, MAX_ROWS),
    params: params.slice(0, MAX_ROWS),
    data: data.slice(0, MAX_ROWS),
    files: files.slice(0, MAX_ROWS),
    evidence: evidence.bundles > 0 || evidence.missed.length > 0 ? evidence : null,
    more: { metrics: over(metrics), params: over(params), data: over(data), files: over(files) },
  };
}

function over(rows: readonly unknown[]): number | null {
  return rows.length > MAX_ROWS ? rows.length - MAX_ROWS : null;
}
