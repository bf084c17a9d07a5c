import { z } from "zod";
import type { Plain } from "./expression.ts";
import { matchesFilter } from "./filter-pattern.ts";
import type { DefaultBranchEvent, Trigger } from "./trigger.ts";
import type { WorkflowEvents } from "./workflow.ts";

/** Actions of a pull request that start workflows unless `types:` names others. */
const PULL_REQUEST_TYPES = ["opened", "synchronize", "reopened"];

interface Filters {
  readonly branches?: readonly string[];
  readonly "branches-ignore"?: readonly string[];
  readonly tags?: readonly string[];
  readonly "tags-ignore"?: readonly string[];
  readonly paths?: readonly string[];
  readonly "paths-ignore"?: readonly string[];
}

/** Whether a workflow's `on:` asks to run for this trigger. */
export function isTriggeredBy(events: WorkflowEvents, trigger: Trigger): boolean {
  if (trigger.event === "workflow_dispatch") return events.workflow_dispatch !== undefined;
  if (trigger.event === "push") {
    return (
      events.push !== undefined && passesRef(events.push, trigger.ref) && passesPaths(events.push, trigger)
    );
  }
  if (trigger.event !== "pull_request") return startsOnDefaultBranch(events, trigger, trigger.event);
  const asked = events.pull_request;
  if (asked === undefined || trigger.pull === null) return false;
  const isWantedType = (asked.types ?? PULL_REQUEST_TYPES).includes(trigger.action ?? "");
  return isWantedType && passesRef(asked, `refs/heads/${trigger.pull.base}`) && passesPaths(asked, trigger);
}

function startsOnDefaultBranch(events: WorkflowEvents, trigger: Trigger, event: DefaultBranchEvent): boolean {
  if (event === "schedule") return events.schedule !== undefined;
  const asked = events[event];
  if (asked === undefined) return false;
  const isWantedType = asked.types === undefined || asked.types.includes(trigger.action ?? "");
  const workflows = "workflows" in asked ? asked.workflows : undefined;
  return isWantedType && (workflows === undefined || workflows.includes(nameOfRun(trigger.payload)));
}

function nameOfRun(payload: Plain): string {
  const { data } = z.object({ workflow_run: z.object({ name: z.string() }) }).safeParse(payload);
  return data?.workflow_run.name ?? "";
}

/** A filter of tags alone leaves branches out, and the other way round. */
function passesRef(filters: Filters, ref: string): boolean {
  const isTag = ref.startsWith("refs/tags/");
  const name = ref.replace(/^refs\/(heads|tags)\//, "");
  const [own, ownIgnored, other, otherIgnored] = isTag
    ? [filters.tags, filters["tags-ignore"], filters.branches, filters["branches-ignore"]]
    : [filters.branches, filters["branches-ignore"], filters.tags, filters["tags-ignore"]];
  if (own !== undefined) return matchesFilter(own, name);
  if (ownIgnored !== undefined) return !matchesFilter(ownIgnored, name);
  return other === undefined && otherIgnored === undefined;
}

/** One path that is wanted is enough; `paths-ignore` needs one that is not ignored. */
function passesPaths(filters: Filters, { changed }: Trigger): boolean {
  const { paths, "paths-ignore": ignored } = filters;
  if (changed === null) return true;
  if (paths !== undefined) return changed.some((path) => matchesFilter(paths, path));
  return ignored === undefined || changed.some((path) => !matchesFilter(ignored, path));
}
