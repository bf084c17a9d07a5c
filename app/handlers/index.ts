import { checkRunHandler, checkSuiteHandler } from "./checks.ts";
import { commentHandler } from "./comment.ts";
import { deploymentProtectionRuleHandler } from "./deployment-protection-rule.ts";
import { deploymentStatusHandler } from "./deployment-status.ts";
import type { EventHandler } from "./event-handler.ts";
import { labelHandler } from "./label.ts";
import { mergeGroupHandler } from "./merge-group.ts";
import { pullRequestHandler } from "./pull-request.ts";
import { pushHandler } from "./push.ts";
import { reviewHandler } from "./review.ts";
import { protectionHandler, rulesetHandler } from "./settings.ts";
import { workflowRunHandler } from "./workflow-run.ts";

/**
 * Every event that the App handles: those that `app.yml` subscribes to, and three that need a permission which it
 * does not ask for, so that whoever grants it is served sooner.
 */
export const HANDLERS: readonly EventHandler[] = [
  checkRunHandler,
  checkSuiteHandler,
  commentHandler,
  deploymentProtectionRuleHandler,
  deploymentStatusHandler,
  labelHandler,
  mergeGroupHandler,
  protectionHandler,
  pullRequestHandler,
  pushHandler,
  reviewHandler,
  rulesetHandler,
  workflowRunHandler,
];

const BY_EVENT: ReadonlyMap<string, EventHandler> = new Map(
  HANDLERS.map((handler) => [handler.event, handler]),
);

/** Whether a delivery is for us, and whether its payload is of the form that its event's name promises. */
export function judgeDelivery(event: string, payload: unknown): "handled" | "unknown" | "misfit" {
  const handler = BY_EVENT.get(event);
  if (handler === undefined) return "unknown";
  return handler.fits(payload) ? "handled" : "misfit";
}
