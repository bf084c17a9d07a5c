import { describeGate, type Gate, isGated } from "../core/compare/gate.ts";
import type { ActionHost } from "../core/ports/action-host.ts";
import type { BegunRun, JobMemory } from "../core/ports/job-memory.ts";
import type { PlotReader } from "../core/ports/plots.ts";
import type {
  CommandResult,
  CommandRunner,
  RunArtifactStore,
  UploadedArtifact,
} from "../core/ports/recording.ts";
import type { RunRequest } from "../core/run/assemble.ts";
import { DEFAULT_RUN_CONFIG, type RunConfig } from "../core/run/config.ts";
import { exitCodeOf } from "../core/run/exit-code.ts";
import type { JobContext } from "../core/run/job-context.ts";
import type { NamedPlot } from "../core/run/plot.ts";
import { createRedactor } from "../core/run/redact.ts";
import type { CompareRequest, CompareResult } from "../usecases/compare-run.ts";
import { type RecordedRun, type RecordPorts, recordRun } from "../usecases/record-run.ts";
import { uploadRun } from "../usecases/upload-run.ts";
import { describeTrouble } from "../usecases/warnings.ts";
import { type ActionInputs, readRegistration } from "./inputs.ts";
import { writeOutputs } from "./outputs.ts";
import { partsOf } from "./parts.ts";

export interface ActionPorts extends RecordPorts {
  readonly host: ActionHost;
  readonly artifacts: RunArtifactStore;
  readonly context: JobContext;
  /** The server's address and values that must never be written. */
  readonly server: string;
  readonly secrets: readonly string[];
  readonly config: (path: string) => Promise<RunConfig>;
  /** Left out, nothing is drawn but curves. */
  readonly plots?: PlotReader;
  readonly compare: (request: CompareRequest) => Promise<CompareResult>;
  /** What the parts of the step tell each other; left out where the step has one part. */
  readonly memory?: JobMemory;
}

/**
 * The whole Action: record, upload, compare, report. The step's exit code is the command's; trouble with tracking is a
 * warning, and fails the step only with `strict`, after the record was written. So does a gate that did not pass.
 */
export async function runAction(
  inputs: ActionInputs,
  ports: ActionPorts,
  begun: BegunRun | null = null,
): Promise<void> {
  const { host } = ports;
  const commands = remember(ports.commands);
  const trouble: string[] = [];
  // Until the comparison has judged it, a gate that was asked for is shut.
  let gate: readonly string[] = isGated(inputs.gate ?? false) ? NOT_EVALUATED : [];
  try {
    const request = await prepare(inputs, ports, begun);
    if (isGated(gateOf(inputs, request))) gate = NOT_EVALUATED;
    const discovery = inputs.track === "off" ? null : (ports.discovery ?? null);
    const recorded = await recordRun({ ...ports, ...partsOf(ports, begun), commands, discovery }, request);
    trouble.push(...recorded.run.warnings);
    host.info(`Pedigree: the record of run ${recorded.run.id} is in ${recorded.folder}`);
    const artifact = await attempt("upload", trouble, () =>
      uploadRun(ports.artifacts, { experiment: request.experiment, folder: recorded.folder }),
    );
    if (artifact !== null) ports.memory?.forget();
    const plots = await readPlots(ports, recorded, trouble);
    const compared = await attempt("comparison", trouble, () =>
      ports.compare({ ...comparison(inputs, ports, { request, recorded, artifact }), plots }),
    );
    trouble.push(...(compared?.notes ?? []));
    if (compared !== null) gate = describeGate(compared.gate);
    if (compared !== null) await attempt("job summary", trouble, () => host.addSummary(compared.summary));
    const gateState = compared?.gate.kind ?? (gate.length === 0 ? "off" : "shut");
    writeOutputs(host, { run: recorded.run, artifact, compared, gate: gateState });
  } catch (error) {
    trouble.push(describeTrouble("record", error));
  }
  const redact = createRedactor(ports.secrets);
  finish({ ...inputs, run: begun === null ? inputs.run : null }, host, {
    trouble: trouble.map(redact),
    gate: gate.map(redact),
    command: commands.result(),
  });
}

const NOT_EVALUATED = ["gate: could not be evaluated: there is no comparison"] as const;

function gateOf(inputs: ActionInputs, request: RunRequest): Gate {
  return inputs.gate ?? request.config.gate;
}

async function prepare(
  inputs: ActionInputs,
  ports: ActionPorts,
  begun: BegunRun | null,
): Promise<RunRequest> {
  const warnings = [...inputs.warnings, ...unknownsOf(inputs, begun)];
  const config =
    (await attempt("configuration", warnings, () => ports.config(inputs.config))) ?? DEFAULT_RUN_CONFIG;
  const registration = await attempt("registration", warnings, async () => readRegistration(inputs, config));
  const { context } = ports;
  return {
    experiment: inputs.experiment ?? context.experiment,
    name: inputs.name,
    notes: inputs.notes,
    tags: inputs.tags,
    command: begun === null ? inputs.run : null,
    ...(begun === null ? {} : { startedAt: begun.startedAt }),
    metrics: inputs.metrics,
    params: inputs.params,
    data: inputs.data,
    artifacts: inputs.artifacts,
    model: inputs.model,
    config,
    registration,
    trigger: context.trigger,
    source: context.source,
    jobStatus: inputs.jobStatus,
    redact: createRedactor(ports.secrets),
    warnings,
  };
}

/** What a run that is closed later than it was begun cannot tell. */
function unknownsOf(inputs: ActionInputs, begun: BegunRun | null): readonly string[] {
  const killed = begun !== null && inputs.run !== null ? [KILLED] : [];
  const asksJob = begun !== null || inputs.run === null;
  return asksJob && inputs.jobStatus === null ? [...killed, NO_STATUS] : killed;
}

const KILLED = "command: the step ended before it could write its record, which is made of what was left";
const NO_STATUS = "job: how it stands is not known, so that the run counts as failed";

async function readPlots(
  { plots }: ActionPorts,
  { folder, run }: RecordedRun,
  trouble: string[],
): Promise<readonly NamedPlot[]> {
  const read = await attempt("plots", trouble, async () => await plots?.read(folder, run.files));
  trouble.push(...(read?.warnings ?? []));
  return read?.value ?? [];
}

interface Recorded {
  readonly request: RunRequest;
  readonly recorded: RecordedRun;
  readonly artifact: UploadedArtifact | null;
}

function comparison(inputs: ActionInputs, ports: ActionPorts, done: Recorded): CompareRequest {
  const { run, curves } = done.recorded;
  const { config } = done.request;
  const repository = run.source.repository;
  const page =
    repository === null || run.trigger === null
      ? null
      : `${ports.server}/${repository.fullName}/actions/runs/${run.trigger.runId}`;
  return {
    run,
    curves,
    pullRequest: inputs.comment ? (run.trigger?.pullRequest ?? null) : null,
    baselineBranch: inputs.baseline ?? config.baseline?.branch ?? ports.context.defaultBranch ?? "main",
    compareTo: inputs.compareTo,
    compare: config.compare,
    gate: gateOf(inputs, done.request),
    registration: run.registration,
    links: {
      server: ports.server,
      run: page,
      artifact: page === null || done.artifact === null ? null : `${page}/artifacts/${done.artifact.id}`,
    },
  };
}

/** The value, or null and a line of trouble. */
async function attempt<T>(part: string, trouble: string[], work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    trouble.push(describeTrouble(part, error));
    return null;
  }
}

/** Keeps the command's result, so that its exit code counts even where the record could not be written. */
function remember(runner: CommandRunner): CommandRunner & { result(): CommandResult | null } {
  let result: CommandResult | null = null;
  return {
    run: async (line, output) => {
      const ended = await runner.run(line, output);
      result = ended.value;
      return ended;
    },
    result: () => result,
  };
}

interface Ending {
  readonly trouble: readonly string[];
  /** Why the gate did not pass; empty when it did, or there is none. */
  readonly gate: readonly string[];
  readonly command: CommandResult | null;
}

/** GitHub shows ten errors of a step; the comment and the job summary have them all. */
const MAX_ANNOTATIONS = 10;

function finish(inputs: ActionInputs, host: ActionHost, { trouble, gate, command }: Ending): void {
  for (const line of trouble) host.warning(line);
  for (const line of gate.slice(0, MAX_ANNOTATIONS)) host.fail(line);
  if (inputs.run !== null && command === null) {
    host.fail("Pedigree could not start the command");
    return;
  }
  const code = command === null ? 0 : exitCodeOf(command);
  if (code !== 0) {
    host.setExitCode(code);
    return;
  }
  if (inputs.strict && trouble.length > 0)
    host.fail(`Pedigree could not record everything: ${trouble[0] ?? ""}`);
}
