import type { Level, Permissions } from "../../state/entities.ts";
import { entries, type Template } from "./template.ts";

/** What a `GITHUB_TOKEN` may have at most. */
const NAMES =
  "actions attestations checks contents deployments discussions issues packages pages pull_requests repository_projects security_events statuses".split(
    " ",
  );

/** GitHub's default for new repositories. */
const DEFAULT: Permissions = { contents: "read", packages: "read" };

/**
 * The permissions of a job's token: the job's `permissions:`, else the workflow's, else GitHub's default. A pull request
 * from a fork gets no more than read, whatever the file says.
 */
export function tokenPermissions(
  written: { readonly workflow: Template; readonly job: Template },
  fromFork: "from a fork" | "own",
): Permissions {
  const template = written.job ?? written.workflow;
  const wanted = template === null ? DEFAULT : named(template);
  if (fromFork === "own") return wanted;
  return Object.fromEntries(Object.keys(wanted).map((name) => [name, "read" as const]));
}

function named(template: Template): Permissions {
  if (template === "read-all") return all("read");
  if (template === "write-all") return all("write");
  const pairs = entries(template).map(([name, level]) => [name.replaceAll("-", "_"), level] as const);
  return Object.fromEntries(pairs.filter(isGranted));
}

function isGranted(pair: readonly [string, Template]): pair is readonly [string, Level] {
  return pair[1] === "read" || pair[1] === "write";
}

function all(level: Level): Permissions {
  return Object.fromEntries(NAMES.map((name) => [name, level]));
}
