import { decodeMetric } from "../run/metric.ts";
import type { CardSubject, CardView } from "./card-view.ts";

/**
 * What a registry's own template may name. `fixed` are the paths that every version has, null where it has no value;
 * `open` are the groups whose names are the run's own.
 */
export interface TemplateValues {
  readonly fixed: Readonly<Record<string, string | number | null>>;
  readonly open: Readonly<Record<"metrics" | "params" | "data", ReadonlyMap<string, string | number>>>;
}

/** The values of one version, flat: there is nothing to walk through, and so nothing to walk out of. */
export function templateValues(
  view: CardView,
  { run, version, model, previous }: CardSubject,
): TemplateValues {
  const { provenance } = version;
  return {
    fixed: {
      name: view.name,
      version: view.version,
      task: view.task,
      description: model?.description || null,
      owners: joined(view.owners),
      tags: joined(view.tags),
      created: version.createdAt,
      "run.id": run.id,
      "run.experiment": run.experiment,
      "run.name": run.name,
      "run.started": run.startedAt,
      "run.finished": run.finishedAt,
      "run.command": view.command,
      "run.url": view.workflowUrl,
      "code.repository": view.repository,
      "code.commit": view.commit,
      "code.branch": provenance.branch,
      "code.workflow": view.workflow,
      "artifact.name": provenance.artifact.name,
      "artifact.digest": provenance.artifact.digest,
      "environment.os": view.environment.os,
      "environment.cpu": view.environment.cpu,
      "environment.gpus": view.environment.gpus || null,
      "environment.runtimes": view.environment.runtimes || null,
      "resources.wallSeconds": run.resources.wallSeconds,
      "resources.peakMemoryBytes": run.resources.peakMemoryBytes,
      "previous.version": previous?.version ?? null,
    },
    open: {
      metrics: new Map(
        Object.entries(run.metrics).map(([name, { last }]) => [name, finite(decodeMetric(last))]),
      ),
      params: new Map(Object.entries(run.params).map(([name, value]) => [name, String(value)])),
      data: new Map(run.data.map(({ name, scheme, id }) => [name, `${scheme} ${id}`])),
    },
  };
}

function joined(words: readonly string[]): string | null {
  return words.length === 0 ? null : words.join(", ");
}

/** NaN and infinities have no form in a card's front matter but a word. */
function finite(value: number): string | number {
  return Number.isFinite(value) ? value : String(value);
}
