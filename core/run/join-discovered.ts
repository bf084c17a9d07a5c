import { type Discovered, placeOfData } from "./merge-sources.ts";

/** The format of what a command printed (`adapters/importers/boosting-log.ts`). */
const PRINTED = "boosting-log";

/**
 * What was found in two places. A metric, parameter or data version of the first is not taken from the second, too; nor what was
 * printed of a metric that one of several runs of the first logged, whose name stands before it there.
 */
export function joinDiscovered(first: Discovered, second: Discovered): Discovered {
  const metrics = new Set(first.measurements.map(({ metric }) => metric));
  for (const name of printedAgain(metrics, second)) metrics.add(name);
  const places = new Set(first.data.map(placeOfData));
  const rest = withoutMetrics(second, metrics);
  const sources = rest.sources.map((source) => ({
    ...source,
    params: source.params.filter((name) => !first.params.has(name)),
  }));
  const notebooks = [...(first.notebooks ?? []), ...(second.notebooks ?? [])];
  const plots = [...(first.plots ?? []), ...(second.plots ?? [])];
  const words = { ...second.words, ...first.words };
  return {
    ...(Object.keys(words).length === 0 ? {} : { words }),
    ...(notebooks.length === 0 ? {} : { notebooks }),
    ...(plots.length === 0 ? {} : { plots }),
    measurements: [...first.measurements, ...rest.measurements],
    params: new Map([...second.params, ...first.params]),
    tags: [...new Set([...first.tags, ...second.tags])],
    data: [...first.data, ...second.data.filter((version) => !places.has(placeOfData(version)))],
    sources: [...first.sources, ...sources],
  };
}

function printedAgain(metrics: ReadonlySet<string>, { sources }: Discovered): readonly string[] {
  const printed = sources.flatMap(({ format, metrics: names }) => (format === PRINTED ? names : []));
  const logged = [...metrics];
  return printed.filter((name) => logged.some((metric) => metric.endsWith(`/${name}`)));
}

/** What stays of it where these metrics are known from elsewhere. */
export function withoutMetrics(found: Discovered, metrics: ReadonlySet<string>): Discovered {
  if (metrics.size === 0) return found;
  const sources = found.sources.map((source) => ({
    ...source,
    metrics: source.metrics.filter((name) => !metrics.has(name)),
  }));
  return { ...found, measurements: found.measurements.filter(({ metric }) => !metrics.has(metric)), sources };
}
