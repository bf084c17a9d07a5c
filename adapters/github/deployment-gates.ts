import { commitShaSchema } from "../../core/names.ts";
import type {
  DeploymentGates,
  GateAnswer,
  GatePlace,
  WaitingDeployment,
} from "../../core/ports/deployment-gates.ts";
import { ONCE, ownerAndRepo } from "./api.ts";
import { statusOf } from "./errors.ts";
import type { Installations } from "./installations.ts";

/** https://docs.github.com/actions/how-tos/deploy/configure-and-manage-deployments/create-custom-protection-rules */
const MAX_REASON = 1_024;

/** Custom deployment protection rules, by the App's installation on the repository that deploys. */
export class GitHubDeploymentGates implements DeploymentGates {
  readonly #installations: Pick<Installations, "repository" | "require">;

  constructor(installations: Pick<Installations, "repository" | "require">) {
    this.#installations = installations;
  }

  async waiting(place: GatePlace): Promise<WaitingDeployment | undefined> {
    const found = await this.#installations.repository(place.repository);
    if (found === undefined) return undefined;
    const at = ownerAndRepo(found.fullName);
    try {
      const [run, deployment] = await Promise.all([
        found.api.read(`workflow run ${place.runId} of ${found.fullName}`, (rest) =>
          rest.actions.getWorkflowRun({ ...at, run_id: place.runId }),
        ),
        found.api.read(`deployment ${place.deployment} of ${found.fullName}`, (rest) =>
          rest.repos.getDeployment({ ...at, deployment_id: place.deployment }),
        ),
      ]);
      if (deployment.environment !== place.environment || deployment.sha !== run.head_sha) return undefined;
      return {
        ...place,
        repository: found.fullName,
        commit: commitShaSchema.parse(deployment.sha),
        ref: deployment.ref,
        payload: deployment.payload,
        title: run.display_title,
        event: run.event,
        own: run.head_repository?.id === run.repository.id,
      };
    } catch (error) {
      if (statusOf(error) === 404) return undefined;
      throw error;
    }
  }

  async answer(place: GatePlace, { approved, reason }: GateAnswer): Promise<boolean> {
    const { api, fullName } = await this.#installations.require(place.repository);
    try {
      await api.write(`deployment to ${place.environment} of ${fullName}`, (rest) =>
        rest.actions.reviewCustomGatesForRun({
          ...ownerAndRepo(fullName),
          run_id: place.runId,
          environment_name: place.environment,
          state: approved ? "approved" : "rejected",
          comment: Array.from(reason).slice(0, MAX_REASON).join(""),
          request: ONCE,
        }),
      );
      return true;
    } catch (error) {
      // Answered before, cancelled, or gone.
      if (statusOf(error) === 404 || statusOf(error) === 422) return false;
      throw error;
    }
  }
}
