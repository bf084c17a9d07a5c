/**
 * Every code an error of Pedigree can carry, with the family that decides the exit status and what a reader
 * should do first. `docs/errors.md` is generated from this table.
 */
export const ERROR_CODES = {
  INPUT_INVALID: { family: "user", means: "an input, flag or option has a value that is not allowed" },
  FILE_NOT_FOUND: { family: "user", means: "a file that was named does not exist" },
  FILE_UNREADABLE: { family: "user", means: "a file exists but cannot be read or parsed" },
  FILE_TOO_LARGE: { family: "user", means: "a file is larger than the limit that keeps parsing safe" },
  SCHEMA_MISMATCH: { family: "user", means: "a document does not have the form its schema asks for" },
  POLICY_MISSING: { family: "user", means: "the registry branch holds no pedigree.yml" },
  POLICY_INVALID: { family: "user", means: "pedigree.yml cannot be used; the message names the place" },
  TEMPLATE_INVALID: {
    family: "user",
    means:
      "the registry's card template, or its list of sections, cannot be used; the message names the line",
  },
  NAME_INVALID: { family: "user", means: "a model, stage or path name is not allowed" },
  MODEL_UNKNOWN: { family: "user", means: "the registry has no such model" },
  VERSION_UNKNOWN: { family: "user", means: "the model has no such version" },
  EDIT_UNGOVERNED: {
    family: "user",
    means: "a file that access.edit covers was changed without an approved edit",
  },
  EDIT_REFUSED: { family: "user", means: "an edit's pull request cannot be judged as it is" },
  STAGE_UNKNOWN: { family: "user", means: "the policy has no such stage" },
  MOVE_REFUSED: { family: "user", means: "the move is not possible from where the version stands" },
  ACCESS_DENIED: { family: "user", means: "the policy does not grant this to whoever asks" },
  PROVENANCE_REFUSED: {
    family: "user",
    means: "a run does not come from where the policy lets runs come from",
  },
  ARTIFACT_INVALID: { family: "user", means: "a run's artifact is damaged, unsafe or not one of ours" },
  COMMAND_FAILED: { family: "user", means: "the wrapped command did not succeed" },
  CONFIG_INVALID: { family: "user", means: "the service's own configuration is missing or unsafe" },
  REGISTRY_INCONSISTENT: { family: "user", means: "the registry's files contradict each other" },
  FILTER_INVALID: {
    family: "user",
    means: "a search filter or order cannot be read; the message names the place",
  },
  TRACKING_INVALID: {
    family: "user",
    means: "a tracked run, experiment or model does not allow this value or change",
  },
  TRACKING_EXISTS: { family: "user", means: "an experiment of this name is tracked already" },
  TRACKING_UNKNOWN: { family: "user", means: "no such run, experiment, model, tag or artifact is tracked" },
  STORE_UNWRITABLE: { family: "user", means: "the store of runs cannot be made, or cannot be written to" },
  RUN_EXISTS: { family: "user", means: "the store holds another record of a run with this id" },
  RUN_UNKNOWN: { family: "user", means: "the store holds no run of this id, prefix or name" },
  RUN_AMBIGUOUS: {
    family: "user",
    means: "several things are meant by one reference; the message names them",
  },
  REMOTE_REFUSED: { family: "remote", means: "GitHub refused a request; the message says which and why" },
  REMOTE_UNAVAILABLE: { family: "remote", means: "GitHub could not be reached or answered with an error" },
  REMOTE_INCOMPLETE: {
    family: "remote",
    means: "GitHub answered with a part of a list where all of it is needed",
  },
  INTERNAL: { family: "internal", means: "a defect in Pedigree; please report it with the message" },
} as const satisfies Record<string, { family: "user" | "remote" | "internal"; means: string }>;

export type ErrorCode = keyof typeof ERROR_CODES;
export type ErrorFamily = (typeof ERROR_CODES)[ErrorCode]["family"];

export interface ErrorDetails {
  /** The file, input or thing that is wrong, e.g. `pedigree.yml` or `input metrics`. */
  readonly subject?: string;
  /** Where inside the subject, e.g. `stages[2].require.card`. */
  readonly path?: string;
  readonly expected?: string;
  readonly found?: string;
  /** What the reader should do now. */
  readonly remedy?: string;
  readonly cause?: unknown;
}

/**
 * The one error of Pedigree. Its message is one line:
 * `what failed: subject: path: expected …, found …; remedy`, so that a log line alone tells what to do.
 * Expected negatives (a failed requirement, a missing baseline) are values, never errors.
 */
export class PedigreeError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, what: string, details: ErrorDetails = {}) {
    super(formatMessage(what, details), details.cause === undefined ? undefined : { cause: details.cause });
    this.name = "PedigreeError";
    this.code = code;
    this.details = details;
  }

  get family(): ErrorFamily {
    return ERROR_CODES[this.code].family;
  }
}

/** One line for a log, of whatever was thrown; never a payload or a stack. */
export function describeError(error: unknown): string {
  if (error instanceof PedigreeError) return `${error.code}: ${error.message}`;
  return error instanceof Error ? `${error.name}: ${error.message}` : "an unknown error";
}

/** Process exit status for an error: 2 = the user can mend it, 3 = a remote failed, 70 = our defect. */
export function exitStatus(error: unknown): number {
  if (!(error instanceof PedigreeError)) return 70;
  return { user: 2, remote: 3, internal: 70 }[error.family];
}

function formatMessage(what: string, d: ErrorDetails): string {
  const place = [what, d.subject, d.path].filter((part) => part !== undefined && part !== "").join(": ");
  const expectation = [
    d.expected === undefined ? undefined : `expected ${d.expected}`,
    d.found === undefined ? undefined : `found ${d.found}`,
  ]
    .filter((part) => part !== undefined)
    .join(", ");
  const head = expectation === "" ? place : `${place}: ${expectation}`;
  const line = d.remedy === undefined ? head : `${head}; ${d.remedy}`;
  return line.replace(/\s*\n\s*/g, " ");
}
