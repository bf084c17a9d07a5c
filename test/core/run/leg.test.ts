import fc from "fast-check";
import { expect, test } from "vitest";
import { formatArtifactName, parseArtifactName } from "../../../core/run/artifact-name.ts";
import { legOf } from "../../../core/run/leg.ts";
import { law } from "../../support/law.ts";

test.each([
  [{}, [], undefined],
  [{ lr: 0.1 }, [], "lr=0.1"],
  [{ model: "large", lr: 0.1 }, [], "lr=0.1 model=large"],
  [{ lr: 0.1, seed: 7 }, ["seed"], "lr=0.1"],
  [{ lr: 0.1, seed: 7 }, ["train.seed"], "lr=0.1"],
  [{ seed: 7 }, ["seed"], undefined],
  [{ on: true, with: { b: [1, 2], a: null } }, [], 'on=true with={"a":null,"b":[1,2]}'],
])("%j without %j is %s", (matrix, repeats, leg) => {
  expect(legOf(matrix, repeats)).toBe(leg);
});

const matrix = fc.dictionary(fc.string({ minLength: 1, maxLength: 60 }), fc.jsonValue({ maxDepth: 1 }), {
  minKeys: 1,
});

test("a leg is short, and a part of an artifact's name that reads back", () => {
  law(matrix, (values) => {
    const leg = legOf(values, []) ?? "";
    expect(leg.length).toBeLessThanOrEqual(100);
    const name = { experiment: "train/fit", leg, ordinal: 2 };
    expect(parseArtifactName(formatArtifactName(name))).toEqual(name);
  });
});

test("legs that differ only far behind are told apart", () => {
  const long = "x".repeat(300);
  expect(legOf({ a: `${long}1` }, [])).not.toBe(legOf({ a: `${long}2` }, []));
});
