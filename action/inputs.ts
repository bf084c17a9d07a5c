import { type CompareTo, parseCompareTo } from "../core/compare/compare-to.ts";
import { type Gate, parseGate } from "../core/compare/gate.ts";
import { PedigreeError } from "../core/errors.ts";
import { modelNameSchema, repositoryNameSchema } from "../core/names.ts";
import { parseWith } from "../core/parse.ts";
import type { RunConfig } from "../core/run/config.ts";
import { CONFIG_PATH } from "../core/run/default-config.ts";
import type { Run } from "../core/run/run.ts";

/** The inputs of action.yml, read once. Lists come from lines; empty text means that nothing was given. */
export interface ActionInputs {
  readonly run: string | null;
  /** What a step without a command records: the job from here to its end, or what earlier steps left. */
  readonly record: "job" | "now";
  /** Whether the workspace is searched for what training code wrote. */
  readonly track: "auto" | "off";
  readonly metrics: readonly string[];
  readonly params: readonly string[];
  readonly data: readonly string[];
  readonly artifacts: readonly string[];
  readonly model: readonly string[];
  readonly baseModels: readonly string[];
  readonly experiment: string | null;
  readonly name: string | null;
  readonly tags: readonly string[];
  readonly notes: string | null;
  readonly register: string | null;
  readonly registry: string | null;
  readonly baseline: string | null;
  readonly compareTo: CompareTo | null;
  /** Null when the configuration decides. */
  readonly gate: Gate | null;
  readonly comment: boolean;
  /** The combination of the job's matrix; empty where there is none. */
  readonly matrix: Readonly<Record<string, unknown>>;
  /** How many jobs the matrix has, 1 without one; null when the runner does not tell. */
  readonly jobTotal: number | null;
  /** Whether the training is shown while it runs: where it may be, certainly, or not. */
  readonly live: "auto" | "true" | "false";
  /** The rule that ends the training early, as it was written. */
  readonly stopWhen: string | null;
  readonly config: string;
  readonly token: string | null;
  readonly strict: boolean;
  readonly jobId: string;
  /** Null when the runner does not tell. */
  readonly jobStatus: Run["status"] | null;
  /** Inputs that could not be used; the defaults hold for them. */
  readonly warnings: readonly string[];
}

/** Reads inputs by name, as `core.getInput` does. Never throws: a wrong input must not cost a training run. */
export function readInputs(get: (name: string) => string): ActionInputs {
  const warnings: string[] = [];
  const text = (name: string) => get(name).trim() || null;
  const lines = (name: string) =>
    get(name)
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line !== "" && !line.startsWith("#"));
  const flag = (name: string, fallback: boolean) => {
    const value = get(name).trim().toLowerCase();
    if (value === "") return fallback;
    if (value === "true" || value === "false") return value === "true";
    warnings.push(
      `input ${name}: expected true or false, found ${JSON.stringify(value.slice(0, 40))}; ${fallback} is used`,
    );
    return fallback;
  };
  return {
    run: text("run"),
    record: readWord("record", get, { words: ["job", "now"], warnings }),
    track: readWord("track", get, { words: ["auto", "off"], warnings }),
    metrics: lines("metrics"),
    params: lines("params"),
    data: lines("data"),
    artifacts: lines("artifacts"),
    model: lines("model"),
    baseModels: lines("base-model"),
    experiment: text("experiment")?.slice(0, 200) ?? null,
    name: text("name"),
    tags: get("tags")
      .split(/[\n,]/)
      .map((tag) => tag.trim())
      .filter((tag) => tag !== ""),
    notes: text("notes"),
    register: text("register"),
    registry: text("registry"),
    baseline: text("baseline"),
    compareTo: text("compare-to") === null ? null : parseCompareTo(get("compare-to").trim()),
    gate: parseGate(get("gate")),
    comment: flag("comment", true),
    matrix: readMatrix(get("matrix")),
    jobTotal: readCount(get("job-total").trim()),
    live: readWord("live", get, { words: ["auto", "true", "false"], warnings }),
    stopWhen: text("stop-when"),
    config: text("config") ?? CONFIG_PATH,
    token: text("github-token"),
    strict: flag("strict", false),
    jobId: get("job-id").trim(),
    jobStatus: readJobStatus(get("job-status").trim()),
    warnings,
  };
}

/** One of some words, the first by default. */
function readWord<T extends string>(
  name: string,
  get: (name: string) => string,
  { words, warnings }: { readonly words: readonly [T, ...T[]]; readonly warnings: string[] },
): T {
  const word = get(name).trim().toLowerCase();
  const found = words.find((known) => known === word);
  if (found === undefined && word !== "") {
    const expected = words.join(" or ");
    warnings.push(
      `input ${name}: expected ${expected}, found ${JSON.stringify(word.slice(0, 40))}; ${words[0]} is used`,
    );
  }
  return found ?? words[0];
}

/** `null` where the job has no matrix. */
function readMatrix(text: string): ActionInputs["matrix"] {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    return isObject ? { ...value } : {};
  } catch {
    return {};
  }
}

/** Nothing where it is no number that a matrix can have: GitHub makes at most 256 jobs of one. */
function readCount(text: string): number | null {
  return /^[1-9][0-9]{0,2}$/.test(text) ? Number(text) : null;
}

/** As `job.status` tells it; anything else is no status, and so not a success. */
function readJobStatus(text: string): Run["status"] | null {
  if (text === "success") return "finished";
  if (text === "failure") return "failed";
  return text === "cancelled" ? "cancelled" : null;
}

/** The registry repository, by the input or else the configuration; null where neither names one. Raises INPUT_INVALID. */
export function readRegistry(inputs: Pick<ActionInputs, "registry">, config: RunConfig): string | null {
  const registry = inputs.registry ?? config.registry;
  if (registry === undefined) return null;
  return parseWith(repositoryNameSchema, registry, "input registry", "INPUT_INVALID");
}

/**
 * Which model the run asks to be registered as; null when it does not. `register: true` means the configuration's model.
 * Raises NAME_INVALID or INPUT_INVALID.
 */
export function readRegistration(inputs: ActionInputs, config: RunConfig): Run["registration"] {
  if (inputs.register === null || inputs.register === "false") return null;
  const name = inputs.register === "true" ? config.model : inputs.register;
  const registry = readRegistry(inputs, config);
  if (name === undefined || registry === null) {
    throw new PedigreeError("INPUT_INVALID", "run cannot be registered", {
      subject: name === undefined ? "input register" : "input registry",
      expected: name === undefined ? "a model's name" : "the registry repository, owner/name",
      found: "nothing, neither as an input nor in the configuration",
    });
  }
  return {
    registry,
    model: parseWith(modelNameSchema, name, "input register", "NAME_INVALID"),
  };
}
