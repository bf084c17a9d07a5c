import type { Page, Search } from "../ports/tracking-store.ts";
import type { Field, Literal, Order } from "../tracking/filter.ts";
import { RUN_TERMS, type Terms } from "../tracking/filter-terms.ts";
import { searchIn } from "../tracking/page.ts";
import { decodeMetric } from "./metric.ts";
import type { Run } from "./run.ts";

const text = (key: string) => ({ key, type: "text" }) as const;
const number = (key: string) => ({ key, type: "number" }) as const;

/** What a filter over finished runs may name: metrics, parameters, tags, data sets and these attributes. */
export const FINISHED_RUN_TERMS: Terms = {
  entities: RUN_TERMS.entities,
  attributes: {
    run_id: text("run_id"),
    id: text("run_id"),
    run_name: text("run_name"),
    name: text("run_name"),
    experiment: text("experiment"),
    status: text("status"),
    branch: text("branch"),
    commit: text("commit"),
    start_time: number("start_time"),
    end_time: number("end_time"),
    duration: number("duration"),
  },
};

const START: Field = { entity: "attribute", key: "start_time", type: "number" };
const ID: Field = { entity: "attribute", key: "run_id", type: "text" };
const TIES: readonly Order[] = [
  { field: START, ascending: false },
  { field: ID, ascending: true },
];

/** Finished runs that pass a filter, in an order; the newest first where it does not tell two apart. */
export function searchRuns(runs: readonly Run[], search: Search): Page<Run> {
  return searchIn(runs, search, { valuesOf: valuesOfFinishedRun, ties: TIES });
}

/**
 * A finished run's values of a field. Parameters are text, as JSON writes them; a tag `team=vision` is the tag `team`, any
 * other has no value; times are milliseconds since 1970, the duration is in seconds.
 */
export function valuesOfFinishedRun(run: Run, { entity, key }: Field): readonly Literal[] {
  switch (entity) {
    case "metric":
      return own(run.metrics, key).map(({ last }) => decodeMetric(last));
    case "param":
      return own(run.params, key).map(String);
    case "tag":
      return run.tags.flatMap((tag) => valueOfTag(tag, key) ?? []);
    case "dataset":
      return run.data.map(({ name, id, digest, role }) =>
        key === "digest" ? (digest ?? id) : key === "context" ? role : name,
      );
    case "attribute":
      return present(attributeOf(run, key));
  }
}

function attributeOf(run: Run, key: string): Literal | null {
  switch (key) {
    case "run_id":
      return run.id;
    case "run_name":
      return run.name;
    case "experiment":
      return run.experiment;
    case "status":
      return run.status;
    case "branch":
      return run.source.branch;
    case "commit":
      return run.source.commit;
    case "start_time":
      return Date.parse(run.startedAt);
    case "end_time":
      return Date.parse(run.finishedAt);
    default:
      return secondsOf(run);
  }
}

/** How long a run took, in seconds: its command, or else from its start to its end. */
export function secondsOf({ resources, startedAt, finishedAt }: Run): number {
  return resources.wallSeconds ?? Math.max(0, Date.parse(finishedAt) - Date.parse(startedAt)) / 1000;
}

function valueOfTag(tag: string, key: string): string | undefined {
  if (tag === key) return "";
  return tag.startsWith(`${key}=`) ? tag.slice(key.length + 1) : undefined;
}

function present(value: Literal | null): readonly Literal[] {
  return value === null ? [] : [value];
}

function own<T>(record: Readonly<Record<string, T>>, key: string): readonly T[] {
  const value = Object.hasOwn(record, key) ? record[key] : undefined;
  return value === undefined ? [] : [value];
}
