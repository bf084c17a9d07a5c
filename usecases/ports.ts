import type { Account } from "../core/people.ts";
import type { Announcements } from "../core/ports/announcements.ts";
import type { AttestationVerifier } from "../core/ports/attestation-verifier.ts";
import type { BranchSettings } from "../core/ports/branch-settings.ts";

import type { Checks } from "../core/ports/checks.ts";
import type { Clock } from "../core/ports/clock.ts";
import type { StickyComments } from "../core/ports/comments.ts";
import type { CurveFiles } from "../core/ports/curve-files.ts";
import type { Deployments } from "../core/ports/deployments.ts";
import type { Documents } from "../core/ports/documents.ts";
import type { People } from "../core/ports/people.ts";
import type { PullRequests } from "../core/ports/pull-requests.ts";
import type { RegistrationChecks } from "../core/ports/registration-checks.ts";
import type { Keeper } from "../core/ports/registries.ts";
import type { RegistryRepository } from "../core/ports/registry-repository.ts";
import type { Renderer } from "../core/ports/renderer.ts";
import type { TrainingRuns } from "../core/ports/training-runs.ts";

/** Which registry the use cases work on, and as whom. */
export interface RegistryIdentity {
  /** `owner/name` of the registry repository. */
  readonly fullName: string;
  /** `https://github.com`, without a slash at the end: where links point to. */
  readonly serverUrl: string;
  /** The registry branch, the base of every governed pull request. */
  readonly branch: string;
  /** The App's own bot account: its numeric id tells the App's pull requests and labels from other people's. */
  readonly app: Account;
  readonly keeper: Keeper;
  /** Whether somebody hears it when a button of the check is pressed: GitHub tells only the service behind an App. */
  readonly buttons: boolean;
}

/** Everything that the registry's use cases may touch, passed as one value. Built by a shell's `wire.ts`. */
export interface RegistryPorts {
  readonly registry: RegistryIdentity;
  readonly repository: RegistryRepository;
  readonly pulls: PullRequests;
  readonly checks: Checks;
  readonly people: People;
  readonly stickyComments: StickyComments;
  readonly deployments: Deployments;
  readonly announcements: Announcements;
  readonly registrationChecks: RegistrationChecks;
  readonly settings: BranchSettings;
  readonly runs: TrainingRuns;
  readonly curves: CurveFiles;
  readonly documents: Documents;
  readonly renderer: Renderer;
  readonly attestations: AttestationVerifier;
  readonly clock: Clock;
}
