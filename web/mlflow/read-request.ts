import type {
  Batch,
  Entry,
  LoggedPoint,
  Search,
  StageView,
  TrackedDataset,
} from "../../core/ports/tracking-store.ts";
import type { Terms } from "../../core/tracking/filter-terms.ts";
import {
  checkCount,
  checkDistinct,
  checkKey,
  MAX_BATCH_METRICS,
  MAX_BATCH_PARAMS,
  MAX_BATCH_TAGS,
  MAX_PARAM_LENGTH,
  MAX_TAG_LENGTH,
  storable,
} from "../../core/tracking/limits.ts";
import { formatPageToken, parsePageToken } from "../../core/tracking/page.ts";
import { parseFilter, parseOrder } from "../../core/tracking/parse-filter.ts";
import type { Fields } from "./fields.ts";

/** `ACTIVE_ONLY` and its kin. */
export function readView(fields: Fields, name: string): StageView {
  const view = fields.word(name, ["ACTIVE_ONLY", "DELETED_ONLY", "ALL"]);
  return view === "ALL" ? "all" : view === "DELETED_ONLY" ? "deleted" : "active";
}

/** Filter, order and window of a search. */
export function readSearch(
  fields: Fields,
  terms: Terms,
  limits: { readonly most: number; readonly usual: number },
): Search {
  const limit = fields.limit("max_results", limits);
  const filter = parseFilter(fields.text("filter") ?? "", terms);
  return {
    ...(filter === undefined ? {} : { filter }),
    order: fields.texts("order_by").map((text) => parseOrder(text, terms)),
    offset: parsePageToken(fields.text("page_token") ?? ""),
    limit,
  };
}

/** The token of the page after this one, if there is one. */
export function nextToken(
  { more }: { readonly more: boolean },
  window: { readonly offset: number; readonly limit: number },
): string | undefined {
  return more ? formatPageToken(window.offset + window.limit) : undefined;
}

export function readBatch(fields: Fields): Batch {
  const [metrics, params, tags] = [
    fields.objects("metrics"),
    fields.objects("params"),
    fields.objects("tags"),
  ];
  checkCount("metrics", metrics.length, MAX_BATCH_METRICS);
  checkCount("params", params.length, MAX_BATCH_PARAMS);
  checkCount("tags", tags.length, MAX_BATCH_TAGS);
  const batch = { points: metrics.map(readPoint), params: params.map(readParam), tags: tags.map(readTag) };
  checkDistinct(batch.params.map(({ key }) => key));
  return batch;
}

export function readPoint(fields: Fields): LoggedPoint {
  const [modelId, datasetName] = [fields.text("model_id"), fields.text("dataset_name")];
  const datasetDigest = fields.text("dataset_digest");
  return {
    key: checkKey("metric", fields.requiredText("key")),
    value: fields.requiredNumber("value"),
    time: fields.requiredInteger("timestamp"),
    step: fields.integer("step") ?? 0,
    ...(modelId ? { modelId } : {}),
    ...(datasetName ? { datasetName: storedName(datasetName) } : {}),
    ...(datasetDigest ? { datasetDigest: storedDigest(datasetDigest) } : {}),
  };
}

export function readParam(fields: Fields): Entry {
  const key = checkKey("parameter", fields.requiredText("key"));
  return { key, value: storable(fields.text("value") ?? "", MAX_PARAM_LENGTH) };
}

export function readTag(fields: Fields): Entry {
  return readTagOf(fields, MAX_TAG_LENGTH);
}

export function readTagOf(fields: Fields, most: number): Entry {
  return {
    key: checkKey("tag", fields.requiredText("key")),
    value: storable(fields.text("value") ?? "", most),
  };
}

/** A data set's name as it is kept, and so as it is searched for. */
export function storedName(name: string): string {
  return storable(name, 500);
}

/** The same of its digest. */
export function storedDigest(digest: string): string {
  return storable(digest, 36);
}

export function readDataset(input: Fields): TrackedDataset {
  const dataset = input.object("dataset");
  const [schema, profile] = [dataset?.text("schema"), dataset?.text("profile")];
  return {
    name: storedName((dataset ?? input).requiredText("name")),
    digest: storedDigest((dataset ?? input).requiredText("digest")),
    sourceType: storable(dataset?.text("source_type") ?? "", 500),
    source: storable(dataset?.text("source") ?? "", 65_535),
    ...(schema ? { schema: storable(schema, 1_048_575) } : {}),
    ...(profile ? { profile: storable(profile, 16_777_215) } : {}),
    tags: input.objects("tags").map(readTag),
  };
}
