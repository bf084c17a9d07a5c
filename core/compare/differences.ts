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

/** Data versions by the name under which the run saw them; equal means that the same content is named. */
export function dataByName(data: readonly DataVersion[]): ReadonlyMap<string, DataVersion> {
  return new Map(data.map((version) => [version.name, version]));
}

export function sameData(a: DataVersion, b: DataVersion): boolean {
  if (a.digest !== undefined && b.digest !== undefined) return a.digest === b.digest;
  return a.scheme === b.scheme && a.id === b.id;
}

export function sameGoal(a: MetricGoal, b: MetricGoal): boolean {
  return a.goal === b.goal && a.tolerance === b.tolerance && (a.take ?? "last") === (b.take ?? "last");
}

const HARDWARE: ReadonlySet<string> = new Set(["architecture", "CPU", "CPU cores", "memory (GiB)", "GPU"]);

/** What differs between two environments: software first, then hardware, each by name. */
export function environmentDifferences(
  value: Environment,
  reference: Environment,
): readonly EnvironmentDifference[] {
  const all = findDifferences(flattenEnvironment(value), flattenEnvironment(reference)).map((difference) => ({
    ...difference,
    part: HARDWARE.has(difference.name) ? ("hardware" as const) : ("software" as const),
  }));
  return [...all.filter(({ part }) => part === "software"), ...all.filter(({ part }) => part === "hardware")];
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
