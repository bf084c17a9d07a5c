import { describeGate, type Gate, isGated } from "../core/compare/gate.ts";
import type { StopRule } from "../core/live/stop-rule.ts";
import type { Notebook } from "../core/notebook/notebook.ts";
import type { ActionHost } from "../core/ports/action-host.ts";
import type { BegunRun, JobMemory } from "../core/ports/job-memory.ts";
import type { PlotReader } from "../core/ports/plots.ts";
import type { CommandResult, RunArtifactStore, UploadedArtifact } from "../core/ports/recording.ts";
import { seriesOf } from "../core/run/artifact-name.ts";
import type { RunRequest } from "../core/run/assemble.ts";
import { exitCodeOf } from "../core/run/exit-code.ts";
import type { NamedPlot } from "../core/run/plot.ts";
import { createRedactor, redactDeep } from "../core/run/redact.ts";
import type { CompareRequest, CompareResult } from "../usecases/compare-run.ts";
import { type RecordedRun, type RecordPorts, recordRun } from "../usecases/record-run.ts";
import { rememberCommand } from "../usecases/remember-command.ts";
import { uploadRun } from "../usecases/upload-run.ts";
import { describeTrouble } from "../usecases/warnings.ts";
import { loadStopRule } from "../usecases/watch-command.ts";
import { type ActionInputs, readRegistry } from "./inputs.ts";
import { jobEndParts } from "./live/job-end.ts";
import type { LivePorts } from "./live/ports.ts";
import { type LiveEnding, type LiveParts, liveParts, unwatchedParts } from "./live/watch.ts";
import { writeOutputs } from "./outputs.ts";
import { partsOf } from "./parts.ts";
import { attempt, pageOf, type RequestPorts, requestOf } from "./request.ts";

export interface ActionPorts extends RecordPorts, RequestPorts {
  readonly host: ActionHost;
  readonly artifacts: RunArtifactStore;
  /** The code of a notebook in the folder of a record; left out, only the number of changed cells is told. */
  readonly notebooks?: (folder: string, path: string) => Promise<Notebook | undefined>;
  /** Left out, nothing is drawn but curves. */
  readonly plots?: PlotReader;
  readonly compare: (request: CompareRequest) => Promise<CompareResult>;
  /** What the parts of the step tell each other; left out where the step has one part. */
  readonly memory?: JobMemory;
  /** Left out, no training is watched while it runs. */
  readonly live?: LivePorts;
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
  const runner = rememberCommand(ports.commands);
  const trouble: string[] = [];
  // Until the comparison has judged it, a gate that was asked for is shut.
  let gate: readonly string[] = isGated(inputs.gate ?? false) ? NOT_EVALUATED : [];
  let watched: LiveParts = unwatchedParts(ports);
  let ending: LiveEnding = NOTHING_RECORDED;
  try {
    const request = await requestOf(inputs, ports, begun);
    const rule = await ruleOf(inputs, request, { begun, host });
    if (rule === "refused") return;
    if (isGated(gateOf(inputs, request))) gate = NOT_EVALUATED;
    const discovery = inputs.track === "off" ? null : (ports.discovery ?? null);
    const parts = partsOf(ports, begun);
    const watch = begun === null || inputs.run !== null ? liveParts : jobEndParts;
    const asked = { inputs, request, rule, page: pageOf(ports) };
    watched = watch({ ...ports, ...parts, commands: runner }, asked);
    const recorded = await recordRun({ ...ports, ...parts, ...watched.parts, discovery }, request);
    ending = { ...ending, recorded };
    // From here on a second try would find less than this one did: the recorder's folder is gone.
    ports.memory?.recorded(recorded.folder);
    trouble.push(...recorded.run.warnings);
    host.info(`Pedigree: the record of run ${recorded.run.id} is in ${recorded.folder}`);
    const artifact = await attempt("upload", trouble, () =>
      uploadRun(ports.artifacts, { series: seriesOf(recorded.run), folder: recorded.folder }),
    );
    ports.memory?.sent();
    const plots = await readPlots(ports, recorded, trouble);
    const registry = await registryOf(inputs, request, trouble);
    const toCompare = comparison(inputs, ports, { request, recorded, artifact, registry });
    const compared = await attempt("comparison", trouble, () => ports.compare({ ...toCompare, plots }));
    trouble.push(...(compared?.notes ?? []));
    for (const notice of compared?.notices ?? []) host.notice(notice);
    if (compared !== null) gate = describeGate(compared.gate);
    if (compared !== null) await attempt("job summary", trouble, () => host.addSummary(compared.summary));
    const gateState = compared?.gate.kind ?? (gate.length === 0 ? "off" : "shut");
    const links = { comment: compared?.comment?.url ?? null, artifact: toCompare.links.artifact };
    ending = { recorded, gate: gateState, links };
    writeOutputs(host, { run: recorded.run, artifact, compared, gate: gateState });
  } catch (error) {
    trouble.push(describeTrouble("record", error));
  }
  trouble.push(...(await watched.close(ending)));
  const redact = createRedactor(ports.secrets);
  finish({ ...inputs, run: begun === null ? inputs.run : null }, host, {
    trouble: trouble.map(redact),
    gate: gate.map(redact),
    command: runner.result(),
    stopped: ending.recorded?.run.stopped !== undefined,
  });
}

const NOTHING_RECORDED: LiveEnding = {
  recorded: null,
  gate: "off",
  links: { comment: null, artifact: null },
};

/** A rule that cannot be used fails the step before the training begins: it would not end what it was written for. */
async function ruleOf(
  inputs: ActionInputs,
  request: RunRequest,
  { begun, host }: { readonly begun: BegunRun | null; readonly host: ActionHost },
): Promise<StopRule | null | "refused"> {
  if (begun !== null) return null;
  try {
    return await loadStopRule(inputs.stopWhen, request);
  } catch (error) {
    host.fail(describeTrouble("input", error));
    return "refused";
  }
}

const NOT_EVALUATED = ["gate: could not be evaluated: there is no comparison"] as const;

function gateOf(inputs: ActionInputs, request: RunRequest): Gate {
  return inputs.gate ?? request.config.gate;
}

async function readPlots(
  { plots, secrets }: ActionPorts,
  { folder, run }: RecordedRun,
  trouble: string[],
): Promise<readonly NamedPlot[]> {
  const read = await attempt("plots", trouble, async () => await plots?.read(folder, run.files));
  trouble.push(...(read?.warnings ?? []));
  return redactDeep(read?.value ?? [], createRedactor(secrets));
}

interface Recorded {
  readonly request: RunRequest;
  readonly recorded: RecordedRun;
  readonly artifact: UploadedArtifact | null;
  readonly registry: string | null;
}

/** Where to look for the version that the run is compared with; null where none is. */
async function registryOf(
  inputs: ActionInputs,
  { config }: RunRequest,
  trouble: string[],
): Promise<string | null> {
  if (inputs.compareTo?.kind !== "version") return null;
  return await attempt("compare-to", trouble, async () => readRegistry(inputs, config));
}

function comparison(inputs: ActionInputs, ports: ActionPorts, done: Recorded): CompareRequest {
  const { run, curves, folder } = done.recorded;
  const { config } = done.request;
  const page = pageOf(ports);
  const { notebooks } = ports;
  return {
    run,
    curves,
    ...(notebooks === undefined ? {} : { notebook: (path: string) => notebooks(folder, path) }),
    pullRequest: inputs.comment ? (run.trigger?.pullRequest ?? null) : null,
    fromFork: ports.context.fromFork,
    ...(inputs.jobTotal === null ? {} : { jobs: inputs.jobTotal }),
    baselineBranch: inputs.baseline ?? config.baseline?.branch ?? ports.context.defaultBranch ?? "main",
    compareTo: inputs.compareTo,
    registry: done.registry,
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

interface Ending {
  readonly trouble: readonly string[];
  /** Why the gate did not pass; empty when it did, or there is none. */
  readonly gate: readonly string[];
  readonly command: CommandResult | null;
  /** Whether a rule ended the command, whose exit code is then that of its signal. */
  readonly stopped: boolean;
}

/** GitHub shows ten errors of a step; the comment and the job summary have them all. */
const MAX_ANNOTATIONS = 10;

function finish(inputs: ActionInputs, host: ActionHost, { trouble, gate, command, stopped }: Ending): void {
  for (const line of trouble) host.warning(line);
  for (const line of gate.slice(0, MAX_ANNOTATIONS)) host.fail(line);
  if (inputs.run !== null && command === null) {
    host.fail("Pedigree could not start the command");
    return;
  }
  const code = command === null || stopped ? 0 : exitCodeOf(command);
  if (code !== 0) {
    host.setExitCode(code);
    return;
  }
  if (inputs.strict && trouble.length > 0)
    host.fail(`Pedigree could not record everything: ${trouble[0] ?? ""}`);
}
