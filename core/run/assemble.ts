import type { DataVersion } from "../data/data-version.ts";
import type { CommitSha, RunId } from "../names.ts";
import type { NotebookRecord } from "../notebook/notebook.ts";
import { parseWith } from "../parse.ts";
import type { CommandResult, WorkTree } from "../ports/recording.ts";
import type { TrackedStatus } from "../ports/tracking-store.ts";
import { namedBaseModels, warnOfBase } from "./base-models.ts";
import type { RunConfig } from "./config.ts";
import type { MetricSummary } from "./metric.ts";
import {
  isSecretName,
  isSecretVariable,
  REDACTED,
  type Redactor,
  redactDeep,
  type SecretRedactor,
} from "./redact.ts";
import {
  type Environment,
  type ParamValue,
  type RecordedFile,
  type Run,
  runSchema,
  type SourceFile,
} from "./run.ts";

/** What a run is told to be, whoever ran it. Patterns are globs relative to the workspace. */
export interface RunDescription {
  readonly experiment: string;
  readonly name: string | null;
  readonly notes: string | null;
  readonly tags: readonly string[];
  readonly command: string | null;
  readonly metrics: readonly string[];
  readonly params: readonly string[];
  readonly data: readonly string[];
  readonly artifacts: readonly string[];
  readonly model: readonly string[];
  /** What training began with; absent where nobody says so. */
  readonly baseModels?: readonly string[];
  readonly config: RunConfig;
  readonly registration: Run["registration"];
  readonly trigger: Run["trigger"];
  /** What GitHub says of the source; the work tree's own commit counts where it is known. */
  readonly source: Pick<Run["source"], "repository" | "ref" | "branch" | "headCommit"> & {
    readonly commit: CommitSha | null;
  };
  /** False where no comment of a pull request may speak of the run. */
  readonly comment?: boolean;
  /** How the job stood when a run without a command was recorded; null where nobody knows. */
  readonly jobStatus: Run["status"] | null;
  /** When a run began that an earlier step began; absent where it begins now. */
  readonly startedAt?: string;
  readonly redact: Redactor;
  readonly warnings: readonly string[];
}

/** What a shell asks to be recorded, with the output of a command that is redacted as it comes. */
export interface RunRequest extends RunDescription {
  readonly redact: SecretRedactor;
}

/** What was found while the run was recorded. */
export interface Findings {
  readonly id: RunId;
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly workTree: WorkTree;
  readonly command: CommandResult | null;
  /** The end of the command's output, where it did not succeed. */
  readonly tail?: string;
  /** How the runs ended that training code tracked by itself. */
  readonly endings?: readonly TrackedStatus[];
  readonly params: ReadonlyMap<string, ParamValue>;
  readonly metrics: Readonly<Record<string, MetricSummary>>;
  readonly data: readonly DataVersion[];
  readonly environment: Environment;
  readonly files: readonly RecordedFile[];
  /** Files that were found without being named. */
  readonly sources?: readonly SourceFile[];
  /** Notebooks that were executed, without secrets. */
  readonly notebooks?: readonly NotebookRecord[];
  readonly warnings: readonly string[];
}

const MAX_COMMAND = 8192;
const MAX_TAIL = 8192;
const MAX_CONDITION = 500;
const MAX_NAME = 200;
const MAX_NOTES = 20_000;
const MAX_BASE = 512;
const MAX_TAG = 100;
const MAX_TAGS = 100;
const MAX_PARAM_NAME = 250;
const MAX_PARAM = 8192;
const MAX_PATH = 1024;
const MAX_SOURCES = 1000;
const MAX_WARNING = 2000;
const MAX_WARNINGS = 1000;

/**
 * The record of a run from what was asked and what was found, with every text of people or programs redacted. Raises
 * SCHEMA_MISMATCH if the result were no valid record.
 */
export function assembleRun(request: RunDescription, found: Findings): Run {
  const { redact } = request;
  const run = {
    schemaVersion: 1,
    kind: "run",
    id: found.id,
    experiment: request.experiment,
    name: bounded(request.name, redact, MAX_NAME),
    notes: bounded(request.notes, redact, MAX_NOTES),
    tags: tagsOf(request.tags, redact),
    status: statusOf(request, found),
    startedAt: found.startedAt,
    finishedAt: found.finishedAt,
    source: sourceOf(request, found.workTree),
    trigger: request.trigger,
    command: commandOf(request, found),
    ...stoppedOf(request, found.command),
    resources: resourcesOf(found.command),
    params: redactParams(found.params, redact),
    metrics: found.metrics,
    goals: redactDeep(request.config.metrics, redact),
    data: found.data.map((version) => redactData(version, redact)),
    ...baseModelsOf(request, found),
    environment: redactEnvironment(found.environment, redact),
    files: found.files,
    ...sourcesOf(found, redact),
    ...notebooksOf(found, redact),
    registration: request.registration,
    ...(request.comment === false ? { comment: request.comment } : {}),
    warnings: warningsOf(request, found),
  };
  return parseWith(runSchema, run, "run.json");
}

function tagsOf(tags: readonly string[], redact: Redactor): string[] {
  return tags.slice(0, MAX_TAGS).map((tag) => shortened(tag, redact, MAX_TAG));
}

// Redaction may lengthen a text beyond the schema's bound, which must not cost the record.
function bounded(text: string | null, redact: Redactor, length: number): string | null {
  return text === null ? null : shortened(text, redact, length);
}

/** No secret is longer than this, in whatever form. */
const REACH = 16 * 1024;

/** The beginning of a text, redacted. Of a longer one no more is read than that needs: what a cut may have parted goes, too. */
function shortened(text: string, redact: Redactor, length: number): string {
  const enough = 2 * length + REACH;
  if (text.length <= enough) return redact(text).slice(0, length);
  return redact(text.slice(0, enough)).slice(0, -REACH).slice(0, length) || REDACTED;
}

/**
 * The command's end, or else the job's. Where nobody knows how the job stood the run is no finished one, and neither is
 * it where every training said of itself that it failed, whatever the job made of that.
 */
function statusOf(request: RunDescription, { command, endings = [] }: Findings): Run["status"] {
  if (command !== null) {
    if (command.cancelled) return "cancelled";
    // A rule that did what it is for is no failure, whatever status the signal left.
    if (command.stopped !== undefined) return "finished";
    return command.exitCode === 0 ? "finished" : "failed";
  }
  const hasFailed = endings.length > 0 && endings.every((end) => end === "FAILED" || end === "KILLED");
  if (request.jobStatus === "finished" && hasFailed) return "failed";
  return request.jobStatus ?? "failed";
}

function sourceOf({ source }: RunDescription, workTree: WorkTree): Run["source"] {
  const { repository, ref, branch, headCommit } = source;
  return {
    repository,
    commit: workTree.commit ?? source.commit,
    ref,
    branch,
    headCommit,
    dirty: workTree.dirty,
  };
}

function commandOf(
  { command: line, redact }: RunDescription,
  { command: result, tail = "" }: Findings,
): Run["command"] {
  if (line === null || result === null) return null;
  const { exitCode, signal } = result;
  const shown = tail === "" ? {} : { tail: redact(tail).slice(0, MAX_TAIL) };
  return { line: redact(line).slice(0, MAX_COMMAND), exitCode, signal, ...shown };
}

function stoppedOf({ redact }: RunDescription, command: CommandResult | null): Pick<Run, "stopped"> {
  const stopped = command?.stopped;
  if (stopped === undefined) return {};
  return { stopped: { ...stopped, condition: redact(stopped.condition).slice(0, MAX_CONDITION) } };
}

function resourcesOf(command: CommandResult | null): Run["resources"] {
  return {
    wallSeconds: command?.wallSeconds ?? null,
    cpuSeconds: command?.cpuSeconds ?? null,
    peakMemoryBytes: command?.peakMemoryBytes ?? null,
  };
}

// Parameters are named as in the record, where a name may have been redacted.
function sourcesOf({ sources = [] }: Findings, redact: Redactor): Pick<Run, "sources"> {
  if (sources.length === 0) return {};
  const shown = sources.slice(0, MAX_SOURCES).map((source) => ({
    ...source,
    path: redact(source.path).slice(0, MAX_PATH),
    params: source.params.map((name) => redact(name).slice(0, MAX_PARAM_NAME)),
    metrics: source.metrics.map((name) => redact(name).slice(0, MAX_PARAM_NAME)),
    ...(source.tags === undefined ? {} : { tags: tagsOf(source.tags, redact) }),
  }));
  return { sources: shown };
}

function redactData(version: DataVersion, redact: Redactor): DataVersion {
  const { name, source } = version;
  return {
    ...version,
    name: redact(name).slice(0, MAX_PATH),
    ...(source === undefined ? {} : { source: redact(source).slice(0, MAX_PATH) }),
  };
}

function baseModelsOf(
  { baseModels, tags, redact }: RunDescription,
  { sources = [] }: Findings,
): Pick<Run, "baseModels"> {
  const all = [...tags, ...sources.flatMap((source) => source.tags ?? [])];
  const named = namedBaseModels(baseModels, all);
  return named === undefined ? {} : { baseModels: named.map((name) => shortened(name, redact, MAX_BASE)) };
}

const MAX_NOTEBOOKS = 100;

function notebooksOf({ notebooks = [] }: Findings, redact: Redactor): Pick<Run, "notebooks"> {
  if (notebooks.length === 0) return {};
  const kept = notebooks.slice(0, MAX_NOTEBOOKS);
  return { notebooks: kept.map((one) => ({ ...one, path: redact(one.path).slice(0, MAX_PATH) })) };
}

function redactParams(params: ReadonlyMap<string, ParamValue>, redact: Redactor): Record<string, ParamValue> {
  const entries = Array.from(params, ([name, value]): [string, ParamValue] => {
    const shown = redact(name).slice(0, MAX_PARAM_NAME);
    if (typeof value === "boolean" || value === null) return [shown, value];
    if (isSecretName(name)) return [shown, REDACTED];
    return [shown, typeof value === "string" ? redact(value).slice(0, MAX_PARAM) : value];
  });
  return Object.fromEntries(entries);
}

const MAX_PACKAGE = 200;
const MAX_VARIABLE = 8192;

function redactEnvironment(environment: Environment, redact: Redactor): Environment {
  const packages = Object.entries(environment.packages).map(([name, version]) => [
    name,
    shortened(version, redact, MAX_PACKAGE),
  ]);
  const variables = Object.entries(environment.variables).map(([name, value]) => [
    name,
    isSecretVariable(name) ? REDACTED : shortened(value, redact, MAX_VARIABLE),
  ]);
  // A package may have been installed from a URL with credentials in it.
  return {
    ...environment,
    packages: Object.fromEntries(packages),
    variables: Object.fromEntries(variables),
  };
}

function warningsOf(request: RunDescription, found: Findings): readonly string[] {
  const { commit } = found.workTree;
  const told = request.source.commit;
  const other =
    commit !== null && told !== null && commit !== told
      ? [`git: the checkout stands at ${commit}, the workflow run is of ${told}; the former is recorded`]
      : [];
  const bases = baseModelsOf(request, found).baseModels ?? [];
  const all = [...found.warnings, ...other, ...bases.flatMap((name) => warnOfBase(name) ?? [])];
  const left = all.length - MAX_WARNINGS + 1;
  const shown = left > 1 ? [...all.slice(0, MAX_WARNINGS - 1), `${left} more warnings are left out`] : all;
  return shown.map((text) => shortened(text, request.redact, MAX_WARNING));
}
