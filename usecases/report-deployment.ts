import { digestOf } from "../core/canonical.ts";
import type { LandingDeployment } from "../core/ports/deployments.ts";
import { standingOf } from "../core/registry/fold.ts";
import { isHomeOf } from "../core/registry/version-home.ts";
import { deploymentReport } from "../core/report/deployment-report.ts";
import type { RegistryPorts } from "./ports.ts";
import { lastEntry } from "./read-events.ts";
import { readModel, readRegistry } from "./read-registry.ts";

/**
 * Shows how a deployment stands on the version's pull request: one comment, which is edited afterwards, so that people are
 * told once and can look at any time. Nothing is written before whoever deploys has reported anything.
 */
export async function reportDeployment(
  ports: RegistryPorts,
  deployment: LandingDeployment,
): Promise<{ readonly written: boolean }> {
  const { notice, environment, id } = deployment;
  const status = await ports.deployments.status(id);
  if (status === undefined) return { written: false };
  const state = await readRegistry(ports);
  const { stages } = await readModel(ports, state.tree, notice.model);
  const home = standingOf(stages, notice.version)?.pull;
  const entry = await lastEntry(ports, state.tree, notice);
  // Of a version that entered the stage again only the newest deployment is shown.
  if (home === undefined || entry === undefined || digestOf(entry) !== notice.event)
    return { written: false };
  if (!isHomeOf(await ports.pulls.get(home), notice.model, notice.version)) return { written: false };
  const { fullName, serverUrl } = ports.registry;
  const view = deploymentReport({
    notice,
    environment,
    status,
    url: `${serverUrl}/${fullName}/deployments/${encodeURIComponent(environment)}`,
    landingUrl: `${serverUrl}/${fullName}/commit/${notice.landing}`,
  });
  const text = ports.renderer.render("deployment", view);
  return ports.stickyComments.update({
    pullRequest: home,
    section: `deployment ${environment}`,
    render: (budget) => text.slice(0, budget),
  });
}

/** A status was reported: what the webhook says is read again. Somebody else's deployment is nobody's business here. */
export async function deploymentChanged(
  ports: RegistryPorts,
  id: number,
): Promise<{ readonly written: boolean }> {
  const deployment = await ports.deployments.get(id);
  return deployment === undefined ? { written: false } : reportDeployment(ports, deployment);
}
