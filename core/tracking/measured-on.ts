import type { Field, Filter, MeasuredData } from "./filter.ts";

/** Whether a metric's value was measured on one of these data; on whatever data where none are named. */
export function isMeasuredOn(
  metric: { readonly datasetName?: string; readonly datasetDigest?: string },
  data: readonly MeasuredData[] | undefined,
): boolean {
  return (
    data === undefined ||
    data.some(
      ({ name, digest }) =>
        name === metric.datasetName && (digest === undefined || digest === metric.datasetDigest),
    )
  );
}

/**
 * A search for logged models on some data, as MLflow searches: the metrics of its filter are those of these data. A filter
 * without a metric finds what has any of them.
 */
export function filterMeasuredOn(
  filter: Filter | undefined,
  data: readonly MeasuredData[],
): Filter | undefined {
  if (data.length === 0) return filter;
  if (filter !== undefined && asksForMetrics(filter)) return withData(filter, data);
  const measured = anyMetricOf(data);
  return filter === undefined ? measured : { kind: "and", parts: [filter, measured] };
}

function asksForMetrics(filter: Filter): boolean {
  if (filter.kind === "condition") return filter.field.entity === "metric";
  return filter.kind === "not" ? asksForMetrics(filter.part) : filter.parts.some(asksForMetrics);
}

function withData(filter: Filter, data: readonly MeasuredData[]): Filter {
  if (filter.kind === "condition") return { ...filter, field: fieldOn(filter.field, data) };
  if (filter.kind === "not") return { ...filter, part: withData(filter.part, data) };
  return { ...filter, parts: filter.parts.map((part) => withData(part, data)) };
}

/** A metric as it was measured on some data; other fields know of none. */
export function fieldOn(field: Field, data: readonly MeasuredData[]): Field {
  return field.entity === "metric" ? { ...field, data } : field;
}

function anyMetricOf(data: readonly MeasuredData[]): Filter {
  return {
    kind: "condition",
    field: { entity: "dataset", key: "name", type: "text", data },
    test: { operator: "IN", negated: false, values: data.map(({ name }) => name) },
  };
}
