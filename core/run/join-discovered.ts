import type { Discovered } from "./merge-sources.ts";

/** What was found in two places. A metric, parameter or data version of the first is not taken from the second, too. */
export function joinDiscovered(first: Discovered, second: Discovered): Discovered {
  const metrics = new Set(first.measurements.map(({ metric }) => metric));
  const names = new Set(first.data.map(({ name }) => name));
  const rest = withoutMetrics(second, metrics);
  const sources = rest.sources.map((source) => ({
    ...source,
    params: source.params.filter((name) => !first.params.has(name)),
  }));
  const notebooks = [...(first.notebooks ?? []), ...(second.notebooks ?? [])];
  const plots = [...(first.plots ?? []), ...(second.plots ?? [])];
  return {
    ...(notebooks.length === 0 ? {} : { notebooks }),
    ...(plots.length === 0 ? {} : { plots }),
    measurements: [...first.measurements, ...rest.measurements],
    params: new Map([...second.params, ...first.params]),
    tags: [...new Set([...first.tags, ...second.tags])],
    data: [...first.data, ...second.data.filter(({ name }) => !names.has(name))],
    sources: [...first.sources, ...sources],
  };
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
