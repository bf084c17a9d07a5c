import { asNamePart, freeName } from "./free-name.ts";
import { groupOf, type ImportSource, under } from "./import-source.ts";

/** By what the groups of each format are told apart: group (`groupOf`) → label, empty where there is one alone. */
export function labelGroups(sources: readonly ImportSource[]): ReadonlyMap<string, string> {
  const formats = Map.groupBy(sources, (source) => source.format);
  const labels = new Map<string, string>();
  for (const members of formats.values()) {
    const groups = [...Map.groupBy(members, ({ run }) => run.group).values()];
    const names = members.some(({ run }) => run.label !== undefined)
      ? givenNames(groups)
      : differingParts(groups.map((group) => group[0]?.run.group ?? ""));
    for (const [at, group] of groups.entries())
      for (const source of group) labels.set(groupOf(source), names[at] ?? "");
  }
  return labels;
}

type Group = readonly ImportSource[];

/**
 * By what people called the runs, or their turn by time: an id would be another one each time, and nothing could be compared. A
 * nested run is below the one that it belongs to.
 */
function givenNames(groups: readonly Group[]): readonly string[] {
  if (groups.length === 1) return [""];
  const names = new Map<Group, string>();
  const places = new Map<string, string>();
  const taken = new Map<string, Set<string>>();
  for (const [turn, group] of groups.toSorted((a, b) => startOf(a) - startOf(b)).entries()) {
    const { label = "", about = {} } = group.find(({ run }) => run.label)?.run ?? group[0]?.run ?? {};
    const shown = asNamePart(label);
    const above = places.get(about.parent ?? "") ?? "";
    const beside = taken.get(above) ?? new Set<string>();
    taken.set(above, beside);
    const name = under(above, freeName(shown === "" ? `run-${turn + 1}` : shown, beside));
    names.set(group, name);
    if (about.id !== undefined) places.set(about.id, name);
  }
  return groups.map((group) => names.get(group) ?? "");
}

function startOf(group: Group): number {
  return group.find(({ run }) => run.about?.startedAt !== undefined)?.run.about?.startedAt ?? 0;
}

/** What is left of paths without the folders that all of them share; empty for the top, `.`. */
export function differingParts(names: readonly string[]): readonly string[] {
  const paths = names.map((name) => name.split("/"));
  const shared = sharedDepth(paths);
  return paths.map((path) => path.slice(shared).join("/")).map((name) => (name === "." ? "" : name));
}

/** How many leading folders all paths share; all of them where there is one path only. */
function sharedDepth(paths: readonly (readonly string[])[]): number {
  const [first = []] = paths;
  const differs = first.findIndex((part, at) => paths.some((path) => path[at] !== part));
  return differs < 0 ? first.length : differs;
}

/** Format and name of metrics that several groups of joint files have: `fold_0/metrics.json` and `fold_1/metrics.json`. */
export function namesThatMeet(sources: readonly ImportSource[]): ReadonlySet<string> {
  const owners = new Map<string, string>();
  const apart = new Set<string>();
  for (const source of sources.filter(({ run }) => run.joint === true)) {
    const names = new Set<string>();
    for (const { metric } of source.run.measurements) names.add(`${source.format}\n${metric}`);
    for (const name of names) {
      const owner = owners.get(name) ?? groupOf(source);
      owners.set(name, owner);
      if (owner !== groupOf(source)) apart.add(name);
    }
  }
  return apart;
}
