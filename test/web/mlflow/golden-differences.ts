/** What this server answers instead, and why it should. Lines are those of `golden.jsonl`, counted from 1. */
export interface Difference {
  readonly lines: readonly number[];
  readonly reason: string;
  readonly status?: number;
  readonly errorCode?: string;
  /** The answer, where it is a success. */
  readonly response?: unknown;
}

const range = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

/** Of the model registry, only reads; the rest are writes. */
const REGISTRY_READS = [81, 82, 89, 90, 91, 92, 94, 95, 96, 105, 106, 107, ...range(114, 129)];

export const DIFFERENCES: readonly Difference[] = [
  {
    lines: [2],
    reason: "the version of the protocol that this server speaks, so that MLflow 3 clients use what it has",
    status: 200,
    response: "3.3.0",
  },
  {
    lines: [38],
    reason:
      "a history's max_results is a page with a token, as in MLflow 3; the recording is of 2.11, which ignored it",
    status: 200,
    response: {
      metrics: [
        { key: "b", value: 0, timestamp: 0, step: 0 },
        { key: "b", value: 1, timestamp: 1, step: 1 },
      ],
      next_page_token: "eyJvZmZzZXQiOiAyfQ==",
    },
  },
  {
    lines: [47],
    reason: "OR is understood, here: a filter that MLflow refuses finds the run",
    status: 200,
  },
  {
    lines: [54],
    reason: "parentheses are understood",
    status: 200,
  },
  {
    lines: [62],
    reason:
      "no token after the last page: MLflow gives one whenever a page is full, and the next page is empty",
    status: 200,
  },
  {
    lines: [73],
    reason:
      "a missing artifact is not found, which no client repeats; MLflow answers as if the server had failed",
    status: 404,
    errorCode: "RESOURCE_DOES_NOT_EXIST",
  },
  {
    lines: REGISTRY_READS,
    reason:
      "the tracking server holds no model registry: Pedigree's is a repository, and versions enter after the run",
    status: 501,
    errorCode: "NOT_IMPLEMENTED",
  },
  {
    lines: range(77, 135).filter((line) => !REGISTRY_READS.includes(line)),
    reason:
      "the registry changes by pull request only; a refusal of rights is told at once and not repeated by clients",
    status: 403,
    errorCode: "PERMISSION_DENIED",
  },
  {
    lines: [136],
    reason:
      "an unknown endpoint is told in JSON with the code that lets a client try another way; MLflow sends a page",
    status: 404,
    errorCode: "ENDPOINT_NOT_FOUND",
  },
];

/** Differences of single values, wherever they come. */
export const VALUE_DIFFERENCES: readonly string[] = [
  "An infinite metric stays infinite ('Infinity'); MLflow's SQL store makes 1.797e308 of it, which is a number nobody logged.",
  "Parameters, tags and metrics are listed by key; MLflow promises no order.",
];
