import type { Requirement } from "../requirement.ts";
import { approvalsRequirement } from "./approvals.ts";
import { cardRequirement } from "./card.ts";
import { checksRequirement } from "./checks.ts";
import { metricsRequirement } from "./metrics.ts";
import { orderRequirement } from "./order.ts";
import { pathsRequirement } from "./paths.ts";
import { standstillRequirement } from "./standstill.ts";

/** Every kind of requirement, in the order in which results are shown. The only list of them. */
export const REQUIREMENTS: readonly Requirement[] = [
  standstillRequirement,
  orderRequirement,
  pathsRequirement,
  approvalsRequirement,
  checksRequirement,
  cardRequirement,
  metricsRequirement,
];
