import type { Modifier, Requirement, WrittenRequirement } from "../requirement.ts";
import { approvalsRequirement } from "./approvals.ts";
import { attestationRequirement } from "./attestation.ts";
import { cardRequirement } from "./card.ts";
import { checksRequirement } from "./checks.ts";
import { dataRequirement } from "./data.ts";
import { evidenceModifier } from "./evidence.ts";
import { freezeRequirement } from "./freeze.ts";
import { metricsRequirement } from "./metrics.ts";
import { orderRequirement } from "./order.ts";
import { pathsRequirement } from "./paths.ts";
import { soakRequirement } from "./soak.ts";
import { standstillRequirement } from "./standstill.ts";

/** What holds for every move, whatever the policy asks: no mode, alternative or waiver lifts it. */
export const STRUCTURE: readonly Requirement[] = [standstillRequirement, orderRequirement, pathsRequirement];

/** What a block of the policy may ask for. */
export const CONDITIONS: readonly WrittenRequirement[] = [
  approvalsRequirement,
  checksRequirement,
  cardRequirement,
  metricsRequirement,
  dataRequirement,
  attestationRequirement,
  soakRequirement,
  freezeRequirement,
];

/** What a block may say about its approvals. */
export const MODIFIERS: readonly Modifier[] = [evidenceModifier];

/** Every kind of requirement, in the order in which results are shown. */
export const REQUIREMENTS: readonly Requirement[] = [...STRUCTURE, ...CONDITIONS];
