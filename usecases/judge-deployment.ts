import { PedigreeError } from "../core/errors.ts";
import {
  describeServed,
  isServed,
  type RegistryWord,
  type Served,
  servedBy,
} from "../core/policy/deployment-gate.ts";
import type { WaitingDeployment } from "../core/ports/deployment-gates.ts";
import {
  type DeploymentClaim,
  type FoundClaim,
  findClaim,
  namesVersion,
} from "../core/registry/deployment-claim.ts";
import type { RegistryPorts } from "./ports.ts";
import { readGoverned } from "./read-governed.ts";
import { type RegistryState, readModel, readVersionRecord } from "./read-registry.ts";

/**
 * Whether a deployment that waits may go on, as far as one registry is concerned. The registry's policy says which
 * environments serve what, the deployment says what it deploys, and only the recorded digest of the version that holds
 * the stage now is let through. A remote fault is raised, so that no answer is given before it is known.
 */
export async function judgeDeployment(
  ports: RegistryPorts,
  waiting: WaitingDeployment,
): Promise<RegistryWord> {
  try {
    const state = await readGoverned(ports);
    const served = servedBy(state.policy, ports.registry.fullName, waiting);
    return served.length === 0 ? { kind: "silent" } : await judgeClaim(ports, { state, served, waiting });
  } catch (error) {
    if (!(error instanceof PedigreeError) || error.family !== "user") throw error;
    const { fullName } = ports.registry;
    return {
      kind: "unusable",
      reason: `the registry ${fullName} cannot be used (${error.code}), so nobody can tell who may be deployed; its owners mend it`,
    };
  }
}

interface Question {
  readonly state: RegistryState;
  readonly served: readonly Served[];
  readonly waiting: WaitingDeployment;
}

/** Runs of these events are started by people and programs that may write to the repository. */
const TRUSTED_EVENTS: readonly string[] = [
  "deployment",
  "push",
  "release",
  "repository_dispatch",
  "workflow_dispatch",
];

async function judgeClaim(ports: RegistryPorts, question: Question): Promise<RegistryWord> {
  const { served, waiting } = question;
  if (!waiting.own || !TRUSTED_EVENTS.includes(waiting.event)) {
    return rejected(
      `a deployment is started by one of ${TRUSTED_EVENTS.join(", ")} in the repository itself, never by a pull request or a fork`,
    );
  }
  const found = await claimOf(ports, waiting);
  if (found.kind === "none") {
    return rejected(
      "the deployment does not say what it deploys; name it `deploy/MODEL/STAGE/sha256-DIGEST` in the run's name or a tag",
    );
  }
  if (found.kind === "contradiction") return rejected("the deployment names two different versions");
  if (isServed(served, found.claim)) return judgeHolder(ports, question.state, found.claim);
  const reason = `this environment serves ${describeServed(served)}, not ${found.claim.model} in ${found.claim.stage}`;
  return { kind: "elsewhere", reason };
}

/** In the registry itself the App's own deployment of the same landing says what it is about. */
async function claimOf(ports: RegistryPorts, waiting: WaitingDeployment): Promise<FoundClaim> {
  const said = findClaim(waiting);
  const isHere = waiting.repository.toLowerCase() === ports.registry.fullName.toLowerCase();
  if (said.kind !== "none" || !isHere) return said;
  const own = await ports.deployments.find(waiting.commit, waiting.environment);
  return own === undefined ? said : findClaim({ payload: own.notice, ref: "", title: "" });
}

async function judgeHolder(
  ports: RegistryPorts,
  { tree }: RegistryState,
  { model, stage, digest }: DeploymentClaim,
): Promise<RegistryWord> {
  const { stages } = await readModel(ports, tree, model);
  if (stages.sequence === 0) return rejected(`the registry has no model ${model}`);
  if (stages.ungoverned !== undefined) {
    return rejected(`${model} was changed by hand; whoever may override comments /acknowledge REASON first`);
  }
  const holders = stages.holders[stage] ?? [];
  const records = await Promise.all(
    holders.map((version) => readVersionRecord(ports.repository, tree, { model, version })),
  );
  const holder = records.find((record) => namesVersion(record, digest));
  if (holder !== undefined) {
    const reason = `version ${holder.version} of ${model} holds ${stage}, and this is its digest`;
    return { kind: "approved", reason };
  }
  if (records.length === 0) return rejected(`no version of ${model} holds ${stage}; it is promoted first`);
  const expected = records.map(
    ({ version, provenance }) => `version ${version} (sha256 ${provenance.artifact.digest})`,
  );
  return rejected(
    `${stage} of ${model} is held by ${expected.slice(0, 5).join(", ")}, not by what has the digest ${digest}; deploy that, or promote this one`,
  );
}

function rejected(reason: string): RegistryWord {
  return { kind: "rejected", reason };
}
