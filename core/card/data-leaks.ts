import { identitiesOf, identitiesOnce, liesIn } from "../data/same-data.ts";
import type { AncestorRun } from "../lineage/ancestry.ts";
import type { Run } from "../run/run.ts";
import { bounded, type CardFinding } from "./card-facts.ts";

type Input = Run["data"][number];
type Identify = (item: Input) => readonly string[];

const PLACE = { section: "training-data", line: null } as const;

/** Data that the run was tested on and trained on: its results say nothing about data that it has not seen. */
export function findLeaks(run: Run): CardFinding[] {
  return sharedWithin(run, identitiesOf, (test, training) => {
    const folder = training.find((item) => liesIn(test, item));
    if (folder !== undefined) return `lies in the training data ${bounded(folder.name, 150)}`;
    const part = training.find((item) => liesIn(item, test));
    return part === undefined ? undefined : `holds the training data ${bounded(part.name, 150)}`;
  });
}

/** The same as releases found it that compared nothing but scheme and id, and digests. */
export function findLeaksOnce(run: Run): CardFinding[] {
  return sharedWithin(run, identitiesOnce, () => undefined);
}

function sharedWithin(
  { data }: Run,
  identify: Identify,
  otherwise: (test: Input, training: readonly Input[]) => string | undefined,
): CardFinding[] {
  const training = data.filter(({ role }) => role === "training");
  const trained = byIdentity(training, identify);
  return testsOf(data).flatMap((test): CardFinding[] => {
    const key = identify(test).find((identity) => trained.has(identity));
    const found =
      key === undefined
        ? otherwise(test, training)
        : `the same content as the training data ${bounded(trained.get(key)?.name ?? "", 150)}`;
    if (found === undefined) return [];
    const expected = "evaluation data that the run was not trained on";
    return [{ kind: "test-data-in-training", ...PLACE, subject: bounded(test.name, 200), expected, found }];
  });
}

/**
 * Data that the run was tested on and that a model was trained on from which this one was made: it has seen it as well. What an
 * ancestor's folder held its record does not say; but where this run names a folder of the same content, it says what lies in
 * that one.
 */
export function findLineageLeaks({ data }: Run, ancestors: readonly AncestorRun[]): CardFinding[] {
  return leaksOfAncestors(data, ancestors, (test) => [
    test,
    ...data.filter((other) => liesIn(test, other) || liesIn(other, test)),
  ]);
}

/** The same as releases found it that looked for the very data alone. */
export function findLineageLeaksOnce({ data }: Run, ancestors: readonly AncestorRun[]): CardFinding[] {
  return leaksOfAncestors(data, ancestors, (test) => [test]);
}

function leaksOfAncestors(
  data: Run["data"],
  ancestors: readonly AncestorRun[],
  partsOf: (test: Input) => readonly Input[],
): CardFinding[] {
  const trained = ancestors.map(({ name, run }) => ({
    name,
    data: byIdentity(
      run.data.filter(({ role }) => role === "training"),
      identitiesOf,
    ),
  }));
  return testsOf(data).flatMap((test) => {
    const keys = partsOf(test).flatMap(identitiesOf);
    const found = trained.flatMap((ancestor) => {
      const input = keys.flatMap((key) => ancestor.data.get(key) ?? [])[0];
      return input === undefined ? [] : [{ ancestor: ancestor.name, input }];
    });
    return found.map(
      ({ ancestor, input }): CardFinding => ({
        kind: "test-data-in-lineage",
        ...PLACE,
        subject: bounded(test.name, 200),
        expected: "evaluation data that no model was trained on from which this one was made",
        found: `in the training data of ${bounded(ancestor, 100)} as ${bounded(input.name, 100)}: ${bounded(`${input.scheme} ${input.id}`, 120)}`,
      }),
    );
  });
}

function testsOf(data: readonly Input[]): readonly Input[] {
  return data.filter(({ role }) => role === "evaluation");
}

/** Of several inputs of one identity the last one. */
function byIdentity(items: readonly Input[], identify: Identify): ReadonlyMap<string, Input> {
  return new Map(items.flatMap((item) => identify(item).map((key) => [key, item] as const)));
}
