import { type ErrorCode, PedigreeError } from "../core/errors.ts";
import type { Policy } from "../core/policy/policy.ts";
import type { CurveFiles } from "../core/ports/curve-files.ts";
import type { RunArtifact, WorkflowRun } from "../core/ports/training-runs.ts";
import { parseBranchName } from "../core/registry/branch-name.ts";
import {
  checkModelGrant,
  checkRunRecord,
  checkWorkflowRun,
  type ProvenanceProblem,
  sameRepository,
} from "../core/registry/provenance.ts";
import { thinCurves } from "../core/run/curve-thinning.ts";
import { modelFiles } from "./build-version.ts";
import { claimVersion } from "./claim-version.ts";
import { collectEvidence } from "./collect-evidence.ts";
import type { RegistrationOutcome } from "./outcomes.ts";
import type { RegistryPorts } from "./ports.ts";
import { readGoverned } from "./read-governed.ts";

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
  { repository, runId }: RunPlace,
): Promise<readonly RegistrationOutcome[]> {
  const workflowRun = await ports.runs.workflowRun(repository, runId);
  const { policy } = await readGoverned(ports);
  const problem = checkWorkflowRun(workflowRun, policy) ?? (await checkBranch(ports, workflowRun));
  const artifacts = await ports.runs.artifacts(repository, runId);
  if (artifacts.length === 0) return [{ kind: "nothing", reason: "the workflow run holds no run artifact" }];
  if (problem !== undefined) return [refusedBy(problem)];
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
  try {
    const record = await ports.runs.read(workflowRun.repository.fullName, artifact);
    const { registration } = record.run;
    if (registration === null) return { kind: "nothing", reason: "the run does not ask to be registered" };
    if (!sameRepository(registration.registry, ports.registry.fullName)) {
      return { kind: "nothing", reason: `the run asks for another registry, ${registration.registry}` };
    }
    const problem =
      checkRunRecord(workflowRun, artifact, record.run) ??
      checkModelGrant(workflowRun, policy, registration.model);
    if (problem !== undefined) return refusedBy(problem);
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
    return await claimVersion(ports, source);
  } catch (error) {
    if (!(error instanceof PedigreeError) || error.family !== "user") throw error;
    const { subject } = error.details;
    const inTheWay = subject !== undefined && parseBranchName(subject) !== undefined;
    return { kind: "refused", code: error.code, reason: error.message, ...(inTheWay && { branch: subject }) };
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
