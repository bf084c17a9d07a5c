import type { Entry, TrackedRun } from "../ports/tracking-store.ts";
import { isSecretName, REDACTED, type Redactor } from "../run/redact.ts";
import { ownTags } from "./to-sources.ts";
import type { TrackedPlace } from "./tracked-labels.ts";

/**
 * Tracked runs as a table (CSV, RFC 4180): a row for each run with its parameters, its tags and the last value of each metric, as text.
 * What no run has is no column; what a run does not have is empty.
 */
export function trackedTable(places: readonly TrackedPlace[], redact: Redactor): string {
  const params = namesOf(places, ({ params: all }) => all.map(({ key }) => key));
  const metrics = namesOf(places, ({ curves }) => curves.map(({ key }) => key));
  const tags = namesOf(places, (run) => ownTags(run.tags).map(({ key }) => key));
  const columns = [...params.map(param), ...tags.map(tag), ...metrics.map(metric)];
  const head = ["run", "status", "started", "ended", ...columns];
  const rows = places.map(({ run, group }) => {
    const values = shownBy(run.params);
    const labels = shownBy(run.tags);
    const last = new Map(run.curves.map(({ key, value }) => [key, String(value)]));
    return [
      group,
      run.status,
      instant(run.started),
      instant(run.ended),
      ...params.map((name) => values.get(name) ?? ""),
      ...tags.map((name) => labels.get(name) ?? ""),
      ...metrics.map((name) => last.get(name) ?? ""),
    ];
  });
  return [head, ...rows]
    .map((cells) => `${cells.map((cell) => quoted(redact(cell))).join(",")}\r\n`)
    .join("");
}

const param = (name: string) => `params.${name}`;
const tag = (name: string) => `tags.${name}`;
const metric = (name: string) => `metrics.${name}`;

function namesOf(
  places: readonly TrackedPlace[],
  names: (run: TrackedRun) => readonly string[],
): readonly string[] {
  return [...new Set(places.flatMap(({ run }) => names(run)))].toSorted();
}

/** A column's name says that its cells are secrets, and a cell alone does not. */
function shownBy(entries: readonly Entry[]): ReadonlyMap<string, string> {
  return new Map(entries.map(({ key, value }) => [key, isSecretName(key) ? REDACTED : value]));
}

/** Clients may log any number as a time. */
function instant(time: number | undefined): string {
  const date = new Date(time ?? Number.NaN);
  return Number.isNaN(date.getTime()) ? "" : date.toISOString();
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
