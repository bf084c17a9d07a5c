import type { DataVersion } from "../data/data-version.ts";
import type { Environment, MetricGoal } from "../run/run.ts";
import type { Difference, EnvironmentDifference } from "./comparison.ts";

/** What was added, removed or changed between two named collections, by name. */
export function findDifferences<T>(
  value: ReadonlyMap<string, T>,
  reference: ReadonlyMap<string, T>,
  equal: (a: T, b: T) => boolean = Object.is,
): readonly Difference<T>[] {
  const names = [...new Set([...value.keys(), ...reference.keys()])].sort();
  return names.flatMap((name) => {
    const now = value.get(name) ?? null;
    const before = reference.get(name) ?? null;
    const both = value.has(name) && reference.has(name);
    if (both && (now === before || (now !== null && before !== null && equal(now, before)))) return [];
    return [{ name, value: now, reference: before }];
  });
}

/**
 * What differs between the data of two runs, by the names under which they saw them. MLflow calls every data set `dataset`
 * unless told otherwise, so that a name may stand for many: what both runs have of it is no difference, and the others are
 * held against each other by what they were used for.
 */
export function dataDifferences(
  value: readonly DataVersion[],
  reference: readonly DataVersion[],
): readonly Difference<DataVersion>[] {
  const now = Map.groupBy(value, ({ name }) => name);
  const before = Map.groupBy(reference, ({ name }) => name);
  const names = [...new Set([...now.keys(), ...before.keys()])].sort();
  return names.flatMap((name) => differencesOf(name, now.get(name) ?? [], before.get(name) ?? []));
}

function differencesOf(
  name: string,
  now: readonly DataVersion[],
  before: readonly DataVersion[],
): readonly Difference<DataVersion>[] {
  const come = without(now, before);
  const gone = [...without(before, now)];
  const changed = come.toSorted(byRoleIn(gone)).map((value) => {
    const at = gone.findIndex(({ role }) => role === value.role);
    const [reference = null] = gone.splice(Math.max(0, at), 1);
    return { name, value, reference };
  });
  return [...changed, ...gone.map((reference) => ({ name, value: null, reference }))];
}

function without(versions: readonly DataVersion[], others: readonly DataVersion[]): readonly DataVersion[] {
  return versions.filter((version) => !others.some((other) => sameData(version, other)));
}

/** Those first that have one of their role to be held against: it must not be taken by another. */
function byRoleIn(others: readonly DataVersion[]): (a: DataVersion, b: DataVersion) => number {
  const roles = new Set(others.map(({ role }) => role));
  return (a, b) => Number(roles.has(b.role)) - Number(roles.has(a.role));
}

/** Whether the same content is named. */
export function sameData(a: DataVersion, b: DataVersion): boolean {
  if (a.digest !== undefined && b.digest !== undefined) return a.digest === b.digest;
  return a.scheme === b.scheme && a.id === b.id;
}

export function sameGoal(a: MetricGoal, b: MetricGoal): boolean {
  return a.goal === b.goal && a.tolerance === b.tolerance && (a.take ?? "last") === (b.take ?? "last");
}

const HARDWARE: ReadonlySet<string> = new Set(["architecture", "CPU", "CPU cores", "memory (GiB)", "GPU"]);

/** What differs between two environments: software first, then hardware, in each what is the likelier cause first. */
export function environmentDifferences(
  value: Environment,
  reference: Environment,
): readonly EnvironmentDifference[] {
  const all = findDifferences(flattenEnvironment(value), flattenEnvironment(reference)).map((difference) => ({
    ...difference,
    part: HARDWARE.has(difference.name) ? ("hardware" as const) : ("software" as const),
  }));
  const weighed = all.map((difference) => ({ difference, weight: weightOf(difference) }));
  return weighed.sort((a, b) => a.weight - b.weight).map(({ difference }) => difference);
}

/** In this order among software; a lockfile's digest repeats what the packages tell better. */
const KINDS = ["runtime", "package", "variable", "container", "operating system", "lockfile"] as const;
const HARDWARE_WEIGHT = 100;

/** Smaller is likelier to be the cause; equal ones keep the order of their names. */
function weightOf({ name, value, reference, part }: EnvironmentDifference): number {
  if (part === "hardware") return HARDWARE_WEIGHT + (name === "GPU" ? 0 : 1);
  const kind = KINDS.findIndex((each) => name.startsWith(each));
  return (kind === -1 ? KINDS.length : kind) * 10 + versionStep(value, reference);
}

/** How far two versions are apart: 0 for another first number, 1 for another second one, and so on. */
function versionStep(value: string | null, reference: string | null): number {
  const [a, b] = [numbersOf(value), numbersOf(reference)];
  if (a.length === 0 || b.length === 0) return 0;
  const at = a.findIndex((number, i) => number !== b[i]);
  return Math.min(3, at === -1 ? 3 : at);
}

function numbersOf(version: string | null): readonly string[] {
  return version?.match(/\d+/g) ?? [];
}

/** An environment as flat names: `python`, `package numpy`, `lockfile package-lock.json`, `variable CUDA_HOME`. */
export function flattenEnvironment(environment: Environment): ReadonlyMap<string, string> {
  const { cpu, gpus } = environment;
  const flat = new Map([
    ["operating system", environment.os],
    ["architecture", environment.architecture],
    ["CPU", cpu.model],
    ["CPU cores", String(cpu.cores)],
    ["memory (GiB)", (environment.memoryBytes / 2 ** 30).toFixed(1)],
    ["container", environment.container ?? "none"],
    ["GPU", gpus.length === 0 ? "none" : gpus.map((gpu) => gpu.name).join(", ")],
  ]);
  const kinds = [
    ["runtime", environment.runtimes],
    ["package", environment.packages],
    ["lockfile", environment.lockfiles],
    ["variable", environment.variables],
  ] as const;
  for (const [kind, entries] of kinds) {
    for (const [name, value] of Object.entries(entries)) flat.set(`${kind} ${name}`, value);
  }
  return flat;
}
