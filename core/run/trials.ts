import { freeName } from "./free-name.ts";
import { groupOf, type ImportSource } from "./import-source.ts";

/**
 * Sources with the trials among them in their groups. A folder that a format makes for a trial within a run is a part of the run
 * where it is the only one there. Of several each is a group of its own, called by its turn: the folders are named by the time, and
 * nothing could be compared by names that are others each time.
 */
export function placeTrials(sources: readonly ImportSource[]): readonly ImportSource[] {
  const places = new Map<string, string>();
  const taken = new Set(sources.map(({ run }) => run.group));
  for (const { place, groups } of placesOf(sources)) {
    for (const [at, group] of groups.toSorted(byTime).entries())
      places.set(group, groups.length === 1 ? place : freeName(turnOf(place, at + 1), taken));
  }
  if (places.size === 0) return sources;
  return sources.map((source) => {
    const group = source.run.trialOf === undefined ? undefined : places.get(groupOf(source));
    return group === undefined ? source : { ...source, run: { ...source.run, group } };
  });
}

/** The groups (`groupOf`) of those trials that are not the only one of their run. */
export function trialsApart(sources: readonly ImportSource[]): ReadonlySet<string> {
  return new Set(placesOf(sources).flatMap(({ groups }) => (groups.length === 1 ? [] : groups)));
}

function placesOf(sources: readonly ImportSource[]) {
  const trials = sources.flatMap((source) => {
    const { format, run } = source;
    return run.trialOf === undefined ? [] : [{ format, place: run.trialOf, group: groupOf(source) }];
  });
  const places = Map.groupBy(trials, ({ format, place }) => `${format}\n${place}`);
  return [...places.values()].flatMap((members) =>
    members
      .slice(0, 1)
      .map(({ place }) => ({ place, groups: [...new Set(members.map(({ group }) => group))] })),
  );
}

/** A run's folder may be the top of what is searched. */
function turnOf(place: string, turn: number): string {
  return place === "." ? `trial-${turn}` : `${place}/trial-${turn}`;
}

/** The folders are named by seconds since 1970, with as many decimals as there were. */
function byTime(a: string, b: string): number {
  const secondsOf = (group: string) => Number(/[\d.]+$/.exec(group)?.[0]);
  return secondsOf(a) - secondsOf(b);
}
