import type { DataVersion } from "./data-version.ts";

/** A whole word of a name: a run of letters, and in mixed case each part of it. */
const WORD = /[A-Z]?[a-z]+|[A-Z]+(?![a-z])/g;
const EVALUATION = new Set([
  "eval",
  "evaluate",
  "evaluation",
  "holdout",
  "test",
  "val",
  "valid",
  "validation",
]);
const TRAINING = new Set(["train", "training"]);

type Role = Exclude<DataVersion["role"], "other">;

/**
 * What the name of data, of a file or of a step says that they are for, by its whole words: `test_set.csv`, but not
 * `latest.csv`. A name with words of both kinds (`train_test.csv`) says training, for what the one is, is in the other.
 * Undefined where it says nothing.
 */
export function roleInName(name: string): Role | undefined {
  const words = (name.replace(/hold[-_ ]out/gi, "holdout").match(WORD) ?? []).map((word) =>
    word.toLowerCase(),
  );
  if (words.some((word) => TRAINING.has(word))) return "training";
  return words.some((word) => EVALUATION.has(word)) ? "evaluation" : undefined;
}

/** The same of a path: the part nearest to the end that says something decides. */
export function roleInPath(path: string): Role | undefined {
  return path
    .split("/")
    .toReversed()
    .map(roleInName)
    .find((role) => role !== undefined);
}
