import { z } from "zod";
import { fieldsOf } from "../http/fields.ts";
import { ApiError, type Call, type Reply, type Route } from "../http/route.ts";
import { environmentNamed, reviewGate } from "../pulls/gates.ts";
import { READ_DEPLOYMENTS, WRITE_DEPLOYMENTS } from "../pulls/needs.ts";
import { serializeEnvironment, serializeProtectionRule } from "../serialize/environment.ts";
import type { Environment } from "../state/deployments.ts";
import { findRun, READ_ACTIONS } from "./actions-runs.ts";

const ENVIRONMENT = "/repos/{owner}/{repo}/environments/{environment_name}";
const RULES = `${ENVIRONMENT}/deployment_protection_rules`;
const ADMINISTRATION = { permission: "administration", level: "write", role: "admin" } as const;

export const environmentRoutes: readonly Route[] = [
  { method: "GET", path: ENVIRONMENT, needs: READ_ACTIONS, handler: get },
  { method: "PUT", path: ENVIRONMENT, needs: ADMINISTRATION, handler: put },
  { method: "GET", path: RULES, needs: READ_DEPLOYMENTS, handler: listRules },
  { method: "POST", path: RULES, needs: ADMINISTRATION, handler: enableRule },
  {
    method: "POST",
    path: "/repos/{owner}/{repo}/actions/runs/{run_id}/deployment_protection_rule",
    needs: WRITE_DEPLOYMENTS,
    handler: review,
  },
];

const NewRule = z.object({ integration_id: z.int() });
const Review = z.object({
  environment_name: z.string().min(1),
  state: z.enum(["approved", "rejected"]).optional(),
  comment: z.string().optional(),
});

function get(call: Call): Reply {
  const { world, repository } = call;
  return { status: 200, body: serializeEnvironment(world, repository, environmentOf(call)) };
}

function put(call: Call): Reply {
  const { world, repository, params } = call;
  const environment = environmentNamed(world, repository, params.environment_name ?? "");
  return { status: 200, body: serializeEnvironment(world, repository, environment) };
}

function listRules(call: Call): Reply {
  const { rules } = environmentOf(call);
  return {
    status: 200,
    body: {
      total_count: rules.length,
      custom_deployment_protection_rules: rules.map((rule) => serializeProtectionRule(call.world, rule)),
    },
  };
}

function enableRule(call: Call): Reply {
  const { world } = call;
  const { integration_id: appId } = fieldsOf(call, NewRule);
  const app = world.state.apps.find(({ id }) => id === appId);
  // GitHub offers only Apps that are subscribed to the event.
  if (app?.events.includes("deployment_protection_rule") !== true)
    throw new ApiError(422, "Validation Failed");
  const rule = { id: world.nextId(), appId };
  environmentOf(call).rules.push(rule);
  world.save();
  return { status: 201, body: serializeProtectionRule(world, rule) };
}

/** Apps answer for their own rules only. */
function review(call: Call): Reply {
  const { caller, world, repository } = call;
  if (caller.kind !== "installation")
    throw new ApiError(403, "Resource not accessible by personal access token");
  const { environment_name: environment, state, comment } = fieldsOf(call, Review);
  if (state === undefined && comment === undefined) throw new ApiError(422, `"comment" wasn't supplied.`);
  const of = { repositoryId: repository.id, runId: findRun(call).id, appId: caller.appId };
  reviewGate(world, of, { environment, state, comment });
  return { status: 204 };
}

function environmentOf({ world, repository, params }: Call): Environment {
  const found = world.state.environments.find(
    ({ repositoryId, name }) => repositoryId === repository.id && name === params.environment_name,
  );
  if (found === undefined) throw new ApiError(404, "Not Found");
  return found;
}
