import type { DataVersion } from "../data/data-version.ts";
import { withFoldersTold } from "../data/folders-told.ts";
import type { AboutRun, FoundNotebook } from "../ports/importer.ts";
import { labelGroups, namesThatMeet } from "./group-labels.ts";
import { groupOf, type ImportSource, under } from "./import-source.ts";
import type { Measurement } from "./measurement.ts";
import { type MergedPlot, mergePlots } from "./merge-plots.ts";
import type { ParamValue, SourceFile } from "./run.ts";
import { placeTrials } from "./trials.ts";

/** What was found in files that nobody named. */
export interface Discovered {
  readonly measurements: readonly Measurement[];
  readonly params: ReadonlyMap<string, ParamValue>;
  readonly tags: readonly string[];
  readonly data: readonly DataVersion[];
  readonly sources: readonly SourceFile[];
  /** How many steps the trainer says that there will be; absent where none does. */
  readonly totalSteps?: number;
  readonly notebooks?: readonly FoundNotebook[];
  /** What is drawn, beside numbers. */
  readonly plots?: readonly MergedPlot[];
  /** What people called the run in their code, where it tells of one run alone. */
  readonly words?: RunWords;
}

export type RunWords = Pick<AboutRun, "name" | "notes">;

/** Where nothing was looked for. */
export const NOTHING_DISCOVERED: Discovered = {
  measurements: [],
  params: new Map(),
  tags: [],
  data: [],
  sources: [],
};

/**
 * One run from what several files tell. A metric or parameter comes from the first format that has it, and only from
 * that one. Files of one format and group add up in their order. Where one format tells of several groups, their names
 * are told apart as TensorBoard does: `validation/loss`, by the part of the group in which they differ.
 */
export function mergeSources(sources: readonly ImportSource[]): Discovered {
  const kept = withNested(farthest(placeTrials(sources)));
  const labels = labelGroups(kept);
  const merged = kept.map((source) => ({ source, label: labels.get(groupOf(source)) ?? "" }));
  const apart = namesThatMeet(kept);
  const owners = { metrics: new Map<string, string>(), params: new Map<string, string>() };
  const params = new Map<string, ParamValue>();
  const measurements: Measurement[] = [];
  const data = new Map<string, DataVersion>();
  const told: SourceFile[] = [];
  for (const { source, label } of merged) {
    const claim = (owned: Map<string, string>, name: string) => claimName(owned, name, groupOf(source));
    const isApart = (name: string) =>
      source.run.joint === undefined || apart.has(`${source.format}\n${name}`);
    const shown = (name: string) => (isApart(name) ? under(label, name) : name);
    const own = namesOf(source.run.measurements, shown, (name) => claim(owners.metrics, name));
    for (const measurement of source.run.measurements) {
      const metric = own.get(measurement.metric);
      if (metric === undefined) continue;
      const time = soundTime(measurement.time);
      // Mostly it is as it was found, and of millions a copy is dear.
      const same = metric === measurement.metric && time === measurement.time;
      measurements.push(same ? measurement : { ...measurement, metric, time });
    }
    const taken: string[] = [];
    for (const [name, value] of source.run.params) {
      const full = under(label, name);
      if (!isRecordable(full) || taken.length >= MAX_NAMES || !claim(owners.params, full)) continue;
      params.set(full, value);
      taken.push(full);
    }
    for (const version of source.run.data)
      if (!data.has(placeOfData(version))) data.set(placeOfData(version), version);
    const { path, format } = source;
    const { data: used, plots: drawn = [] } = source.run;
    const nested = nestedPart(source);
    const nothing = own.size === 0 && taken.length === 0 && used.length === 0 && drawn.length === 0;
    if (nothing && !source.run.partial && nested.tags === undefined) continue;
    const names = { metrics: [...own.values()], params: taken };
    told.push({ path, format, partial: source.run.partial, ...names, ...nested });
  }
  const tags = [...new Set(kept.flatMap(({ nested, run }) => (nested ? [] : run.tags)))];
  const found = { measurements, params, tags, data: withFoldersTold([...data.values()]), sources: told };
  const totalSteps = kept.find(({ run }) => run.totalSteps !== undefined)?.run.totalSteps;
  const notebooks = kept.flatMap(({ run }) => run.notebooks ?? []);
  const plots = mergePlots(
    merged.map(({ source: { format, run }, label }) => ({ format, label, plots: run.plots ?? [] })),
  );
  const words = wordsOf(kept);
  return {
    ...found,
    ...(words === undefined ? {} : { words }),
    ...(totalSteps === undefined ? {} : { totalSteps }),
    ...(notebooks.length === 0 ? {} : { notebooks }),
    ...(plots.length === 0 ? {} : { plots }),
  };
}

/** A path holds one thing; a name that MLflow gives (`dataset`, unless somebody chose another one) may stand for many. */
export function placeOfData({ scheme, name, id }: DataVersion): string {
  return scheme === "mlflow" ? `${name}\n${id}` : name;
}

/** Of several runs none gives its name to the whole. */
function wordsOf(sources: readonly ImportSource[]): RunWords | undefined {
  const told = sources.filter(({ nested, run }) => nested === undefined && run.about !== undefined);
  const [only, ...others] = told;
  if (only === undefined || others.some((other) => groupOf(other) !== groupOf(only))) return undefined;
  const { name, notes } = only.run.about ?? {};
  return { ...(name ? { name } : {}), ...(notes ? { notes } : {}) };
}

/** What stays of it where an input names the metrics, parameters or data itself. */
export function withoutNamed(
  found: Discovered,
  named: { readonly metrics: boolean; readonly params: boolean; readonly data: boolean },
): Discovered {
  const sources = found.sources.map((source) => ({
    ...source,
    metrics: named.metrics ? [] : source.metrics,
    params: named.params ? [] : source.params,
  }));
  return {
    ...found,
    measurements: named.metrics ? [] : found.measurements,
    params: named.params ? new Map() : found.params,
    data: named.data ? [] : found.data,
    sources,
  };
}

/** What the record's schema allows of one file (core/run/run.ts). */
const MAX_NAMES = 10_000;
const FORBIDDEN = new Set(["__proto__", "constructor", "prototype"]);
/** The last instant that a date can hold, in milliseconds (ECMA-262, 21.4.1.1). */
const MAX_TIME = 8.64e15;

/** Whether a record can hold a metric or parameter of this name. */
export function isRecordable(name: string): boolean {
  return name !== "" && name.length <= 250 && !FORBIDDEN.has(name);
}

/** A time that a date can hold, in milliseconds since 1970; null for others. */
export function soundTime(time: number | null): number | null {
  return time !== null && time >= 0 && time <= MAX_TIME ? Math.round(time) : null;
}

/** What a run within the run is called by its tags is no tag of the whole. */
function nestedPart({ nested, run }: ImportSource): Pick<SourceFile, "nested" | "tags"> {
  if (nested === undefined) return {};
  return run.tags.length === 0 ? { nested } : { nested, tags: [...run.tags] };
}

function claimName(owners: Map<string, string>, name: string, key: string): boolean {
  const owner = owners.get(name);
  if (owner === undefined) owners.set(name, key);
  return owner === undefined || owner === key;
}

/** Name in the file → name in the record, for those that this file may tell. */
function namesOf(
  measurements: readonly Measurement[],
  shown: (name: string) => string,
  claim: (name: string) => boolean,
): ReadonlyMap<string, string> {
  const names = new Set<string>();
  for (const { metric } of measurements) names.add(metric);
  const full = Array.from(names, (name): [string, string] => [name, shown(name)]);
  return new Map(full.filter(([, name]) => isRecordable(name) && claim(name)).slice(0, MAX_NAMES));
}

/** A run is nested where the one that it belongs to is among them. */
function withNested(sources: readonly ImportSource[]): readonly ImportSource[] {
  const ids = new Set(sources.map(({ format, run }) => `${format}\n${run.about?.id ?? ""}`));
  return sources.map((source) => {
    const { nested, format, run } = source;
    const isKnown = run.about?.parent !== undefined && ids.has(`${format}\n${run.about.parent}`);
    return nested === undefined && isKnown ? { ...source, nested: true as const } : source;
  });
}

/** Of files that each tell the whole story, the one that came farthest, and of equals the one that tells most. */
function farthest(sources: readonly ImportSource[]): readonly ImportSource[] {
  const best = new Map<string, ImportSource>();
  for (const source of sources) {
    if (source.run.progress === undefined) continue;
    const other = best.get(groupOf(source));
    if (other === undefined || isFarther(source, other)) best.set(groupOf(source), source);
  }
  return sources.filter(
    (source) => source.run.progress === undefined || best.get(groupOf(source)) === source,
  );
}

function isFarther({ run }: ImportSource, { run: other }: ImportSource): boolean {
  const [progress, before] = [run.progress ?? 0, other.progress ?? 0];
  if (progress !== before) return progress > before;
  return run.measurements.length > other.measurements.length;
}
