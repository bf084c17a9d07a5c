import { type ErrorCode, PedigreeError } from "../core/errors.ts";
import type { Policy } from "../core/policy/policy.ts";
import type { CurveFiles } from "../core/ports/curve-files.ts";
import type { RunArtifact, TrainingRuns, WorkflowRun } from "../core/ports/training-runs.ts";
import { parseBranchName } from "../core/registry/branch-name.ts";
import {
  checkModelGrant,
  checkRunRecord,
  checkWorkflowRun,
  type ProvenanceProblem,
  sameRepository,
} from "../core/registry/provenance.ts";
import { parseArtifactName } from "../core/run/artifact-name.ts";
import { thinCurves } from "../core/run/curve-thinning.ts";
import type { Run } from "../core/run/run.ts";
import { modelFiles } from "./build-version.ts";
import { claimVersion } from "./claim-version.ts";
import { collectEvidence } from "./collect-evidence.ts";
import type { RegistrationOutcome, RegistrationSubject } from "./outcomes.ts";
import type { RegistryPorts } from "./ports.ts";
import { readGoverned } from "./read-governed.ts";
import { tellRegistrations } from "./tell-registration.ts";

/** A workflow run that may have trained something, by the only two things that are taken from a webhook. */
export interface RunPlace {
  readonly repository: string;
  readonly runId: number;
}

/**
 * Registers what a finished workflow run trained: one version pull request for each of its run artifacts that asks
 * for it. Where it comes from is what GitHub says, and what the record claims must be the same.
 */
export async function registerVersion(
  ports: RegistryPorts,
  place: RunPlace,
): Promise<readonly RegistrationOutcome[]> {
  const outcomes = await registerAll(ports, place);
  await tellRegistrations(ports, outcomes);
  return outcomes;
}

async function registerAll(
  ports: RegistryPorts,
  { repository, runId }: RunPlace,
): Promise<readonly RegistrationOutcome[]> {
  const workflowRun = await ports.runs.workflowRun(repository, runId);
  const { policy } = await readGoverned(ports);
  const problem = checkWorkflowRun(workflowRun, policy) ?? (await checkBranch(ports, workflowRun));
  const artifacts = await ports.runs.artifacts(repository, runId);
  if (artifacts.length === 0) return [{ kind: "nothing", reason: "the workflow run holds no run artifact" }];
  if (problem !== undefined) return refuseRun(ports, { workflowRun, artifacts, problem });
  const outcomes: RegistrationOutcome[] = [];
  // One after another: each takes the next number.
  for (const artifact of artifacts) {
    outcomes.push(await registerArtifact(ports, { workflowRun, artifact, policy }));
  }
  return outcomes;
}

/** GitHub names the branch of a run and the tag of a run alike, so only the commit shows which of them it was. */
async function checkBranch(
  { runs }: Pick<RegistryPorts, "runs">,
  { repository, provenance: { branch, commit } }: WorkflowRun,
): Promise<ProvenanceProblem | undefined> {
  if (await runs.isOnBranch(repository.fullName, commit, branch)) return undefined;
  return { subject: "commit", expected: `one of branch ${branch}`, found: commit };
}

/**
 * The same for each artifact that asks for this registry. Only those runs are looked into that could be granted: that no
 * proposal, fork or failure is registered is nothing to tell on every commit.
 */
async function refuseRun(
  { runs, registry }: RegistryPorts,
  {
    workflowRun,
    artifacts,
    problem,
  }: {
    readonly workflowRun: WorkflowRun;
    readonly artifacts: readonly RunArtifact[];
    readonly problem: ProvenanceProblem;
  },
): Promise<readonly RegistrationOutcome[]> {
  const outcomes: RegistrationOutcome[] = [];
  for (const artifact of GRANTABLE.includes(problem.subject) ? artifacts : []) {
    const run = await readAsked(runs, workflowRun, artifact);
    if (!run?.registration || !sameRepository(run.registration.registry, registry.fullName)) continue;
    outcomes.push(withSubject(refusedBy(problem), subjectOf(workflowRun, artifact, run)));
  }
  return outcomes.length === 0 ? [refusedBy(problem)] : outcomes;
}

/** Subjects of problems that a grant, or another branch, would mend. */
const GRANTABLE: readonly string[] = ["repository", "branch", "workflow", "commit"];

/** Undefined where it cannot be read: a run that is not granted is not even told that. */
async function readAsked(
  runs: TrainingRuns,
  { repository }: WorkflowRun,
  artifact: RunArtifact,
): Promise<Run | undefined> {
  if (artifact.expired || artifact.headRepositoryId !== repository.id) return undefined;
  try {
    return (await runs.read(repository.fullName, artifact)).run;
  } catch (error) {
    if (error instanceof PedigreeError && error.family === "user") return undefined;
    throw error;
  }
}

function subjectOf(
  { repository, provenance: { commit, runId } }: WorkflowRun,
  { artifact }: RunArtifact,
  run: Run | null,
): RegistrationSubject | undefined {
  const name = parseArtifactName(artifact.name);
  if (name === undefined) return undefined;
  const { ordinal: _, ...series } = name;
  const model = run?.registration?.model ?? null;
  return { repository: repository.fullName, commit, runId, series, model, run: run?.id ?? null };
}

function withSubject(outcome: RegistrationOutcome, of: RegistrationSubject | undefined): RegistrationOutcome {
  return outcome.kind === "nothing" || of === undefined ? outcome : { ...outcome, of };
}

interface ArtifactQuestion {
  readonly workflowRun: WorkflowRun;
  readonly artifact: RunArtifact;
  readonly policy: Policy;
}

async function registerArtifact(
  ports: RegistryPorts,
  { workflowRun, artifact, policy }: ArtifactQuestion,
): Promise<RegistrationOutcome> {
  if (artifact.expired) return refused("ARTIFACT_INVALID", "the run's artifact has expired");
  let run: Run | null = null;
  const told = (outcome: RegistrationOutcome) => withSubject(outcome, subjectOf(workflowRun, artifact, run));
  try {
    const record = await ports.runs.read(workflowRun.repository.fullName, artifact);
    run = record.run;
    const { registration } = run;
    if (registration === null) return { kind: "nothing", reason: "the run does not ask to be registered" };
    if (!sameRepository(registration.registry, ports.registry.fullName)) {
      return { kind: "nothing", reason: `the run asks for another registry, ${registration.registry}` };
    }
    const problem =
      checkRunRecord(workflowRun, artifact, record.run) ??
      checkModelGrant(workflowRun, policy, registration.model);
    if (problem !== undefined) return told(refusedBy(problem));
    const kept = { ...record, curves: await thinCurveFile(ports.curves, record.curves) };
    const baseline = await ports.runs.baseline(
      workflowRun.repository.fullName,
      record.run,
      workflowRun.provenance.runId,
    );
    const evidence = await collectEvidence(ports.runs, workflowRun.repository.fullName, {
      artifact: artifact.artifact.digest,
      files: modelFiles(record.run),
    });
    const source = { workflowRun, artifact, record: kept, evidence, baseline, model: registration.model };
    return told(await claimVersion(ports, source));
  } catch (error) {
    if (!(error instanceof PedigreeError) || error.family !== "user") throw error;
    const { subject } = error.details;
    const inTheWay = subject !== undefined && parseBranchName(subject) !== undefined;
    return told({ ...refused(error.code, error.message), ...(inTheWay && { branch: subject }) });
  }
}

/** The curves as the registry keeps them: read, thinned and written anew, so that nothing else comes along. */
async function thinCurveFile(files: CurveFiles, bytes: Uint8Array | null): Promise<Uint8Array | null> {
  if (bytes === null) return null;
  const curves = thinCurves(await files.decode(bytes, "curves.parquet"));
  return curves.size === 0 ? null : files.encode(curves);
}

function refusedBy({ subject, expected, found }: ProvenanceProblem): RegistrationOutcome {
  return refused("PROVENANCE_REFUSED", `${subject}: expected ${expected}, found ${found}`);
}

function refused(code: ErrorCode, reason: string): RegistrationOutcome {
  return { kind: "refused", code, reason };
}
