import { type Gate, parseGate } from "../../core/compare/gate.ts";
import type { RunRequest } from "../../core/run/assemble.ts";
import type { RunConfig } from "../../core/run/config.ts";
import type { Asked } from "../../core/run/live-run.ts";
import { createRedactor, type Redactor } from "../../core/run/redact.ts";
import type { Run } from "../../core/run/run.ts";
import type { Arguments } from "../command.ts";
import { RECORD_OPTIONS } from "./options.ts";
import type { LocalRuns } from "./ports.ts";

/** Those of the arguments that say what is recorded, without secrets, so that they can be kept until the run ends. */
export function askedOf({ values, lists }: Arguments, runs: Pick<LocalRuns, "secrets">): Asked {
  const redact = createRedactor(runs.secrets);
  const names = RECORD_OPTIONS.map(({ name }) => name);
  return {
    values: Object.fromEntries(names.flatMap((name) => one(name, redacted(values[name], redact)))),
    lists: Object.fromEntries(names.flatMap((name) => one(name, lists[name]?.map(redact)))),
  };
}

function redacted(text: string | undefined, redact: Redactor): string | undefined {
  return text === undefined ? undefined : redact(text);
}

function one<T>(name: string, value: T | undefined): readonly (readonly [string, T])[] {
  return value === undefined ? [] : [[name, value]];
}

export interface Ran {
  /** As the record tells it; null where there was no command. */
  readonly line: string | null;
  /** The command, word by word; it names the experiment where nothing else does. */
  readonly words: readonly string[];
  /** How a run without a command stands. */
  readonly status: Run["status"];
  /** When it began, where that was before now. */
  readonly startedAt?: string;
  readonly warnings?: readonly string[];
}

export interface GatedRequest extends RunRequest {
  /** What must not be worse, as the command line says it, or else the configuration. */
  readonly gate: Gate;
}

/** What the command line gates, or else the configuration. */
export function gateOf(asked: string | undefined, { gate }: RunConfig): Gate {
  return parseGate(asked ?? "") ?? gate;
}

type Place = Pick<LocalRuns, "config" | "context" | "leftOut" | "secrets">;

/** What is to be recorded of a run. Raises what reading the configuration raises. */
export async function requestOf({ values, lists }: Asked, runs: Place, ran: Ran): Promise<GatedRequest> {
  const [config, context] = await Promise.all([runs.config(values.config), runs.context(ran.words)]);
  const patterns = (name: string) => {
    const given = lists[name] ?? [];
    return given.length === 0 ? [] : [...given, ...runs.leftOut];
  };
  return {
    experiment: (values.experiment ?? context.experiment).slice(0, 200),
    name: values.name ?? null,
    notes: values.notes ?? null,
    tags: lists.tag ?? [],
    command: ran.line,
    ...(ran.startedAt === undefined ? {} : { startedAt: ran.startedAt }),
    metrics: patterns("metrics"),
    params: patterns("params"),
    data: patterns("data"),
    artifacts: patterns("artifacts"),
    model: patterns("model"),
    baseModels: lists["base-model"] ?? [],
    config,
    gate: gateOf(values.gate, config),
    registration: null,
    trigger: context.trigger,
    source: context.source,
    jobStatus: ran.status,
    redact: createRedactor(runs.secrets),
    warnings: ran.warnings ?? [],
  };
}
