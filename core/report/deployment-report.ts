import type { DeploymentState, DeploymentStatus } from "../ports/deployments.ts";
import type { LandingNotice } from "../registry/landing-notice.ts";

/** How one deployment stands, for the version's pull request. Texts are raw; the template escapes them. */
export interface DeploymentReport {
  readonly model: string;
  readonly version: number;
  readonly stage: string;
  readonly environment: string;
  readonly mark: string;
  readonly says: string;
  readonly at: string;
  readonly by: string | null;
  /** The words of whoever deploys; null where there are none. */
  readonly description: string | null;
  readonly landing: string;
  readonly url: string;
  readonly landingUrl: string;
}

const STATES = {
  success: { mark: "✅", says: "has been deployed" },
  failure: { mark: "❌", says: "could not be deployed" },
  error: { mark: "❌", says: "could not be deployed" },
  inactive: { mark: "⏹️", says: "no longer counts as deployed" },
  pending: { mark: "⏳", says: "waits to be deployed" },
  queued: { mark: "⏳", says: "waits to be deployed" },
  in_progress: { mark: "⏳", says: "is being deployed" },
} as const satisfies Record<DeploymentState, { mark: string; says: string }>;

export interface DeploymentFacts {
  readonly notice: LandingNotice;
  readonly environment: string;
  readonly status: DeploymentStatus;
  readonly url: string;
  readonly landingUrl: string;
}

export function deploymentReport({
  notice,
  environment,
  status,
  url,
  landingUrl,
}: DeploymentFacts): DeploymentReport {
  return {
    model: notice.model,
    version: notice.version,
    stage: notice.stage,
    environment,
    ...STATES[status.state],
    at: status.at,
    by: status.by?.login ?? null,
    description: status.description === "" ? null : status.description,
    landing: notice.landing.slice(0, 7),
    url,
    landingUrl,
  };
}
