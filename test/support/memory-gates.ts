import type {
  DeploymentGates,
  GateAnswer,
  GatePlace,
  WaitingDeployment,
} from "../../core/ports/deployment-gates.ts";

/** Deployments that wait, in memory. */
export class MemoryGates implements DeploymentGates {
  readonly answers: GateAnswer[] = [];
  private readonly open = new Map<number, WaitingDeployment>();

  wait(waiting: WaitingDeployment): GatePlace {
    this.open.set(waiting.deployment, waiting);
    return waiting;
  }

  async waiting({
    repository,
    environment,
    runId,
    deployment,
  }: GatePlace): Promise<WaitingDeployment | undefined> {
    const found = this.open.get(deployment);
    const isSame =
      found?.repository === repository && found.environment === environment && found.runId === runId;
    return isSame ? found : undefined;
  }

  async answer(place: GatePlace, answer: GateAnswer): Promise<boolean> {
    if (!this.open.delete(place.deployment)) return false;
    this.answers.push(answer);
    return true;
  }
}
