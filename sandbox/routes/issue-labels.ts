import { z } from "zod";
import { fieldsOf } from "../http/fields.ts";
import { type Call, paged, type Reply, type Route } from "../http/route.ts";
import { pullOf } from "../pulls/find.ts";
import { addLabels, removeLabel, setLabels } from "../pulls/labels.ts";
import { READ_ISSUES, TRIAGE_ISSUES } from "../pulls/needs.ts";
import { serializeLabels } from "../serialize/label.ts";

const LABELS = "/repos/{owner}/{repo}/issues/{issue_number}/labels";

/** The labels on one pull request; they may be changed when it is closed or merged, too. */
export const issueLabelRoutes: readonly Route[] = [
  { method: "GET", path: LABELS, needs: READ_ISSUES, handler: list },
  { method: "POST", path: LABELS, needs: TRIAGE_ISSUES, handler: add },
  { method: "PUT", path: LABELS, needs: TRIAGE_ISSUES, handler: set },
  { method: "DELETE", path: LABELS, needs: TRIAGE_ISSUES, handler: removeAll },
  { method: "DELETE", path: `${LABELS}/{name}`, needs: TRIAGE_ISSUES, handler: remove },
];

const name = z.union([z.string(), z.object({ name: z.string() }).transform((label) => label.name)]);
const Names = z.object({ labels: z.array(name).default([]) });

function list(call: Call): Reply {
  return paged(call, shown(call), (label) => label);
}

async function add(call: Call): Promise<Reply> {
  const names = fieldsOf(call, Names).labels;
  await addLabels(call.world, pullOf(call), { names, actorId: call.actorId });
  return { status: 200, body: shown(call) };
}

async function set(call: Call): Promise<Reply> {
  const names = fieldsOf(call, Names).labels;
  await setLabels(call.world, pullOf(call), { names, actorId: call.actorId });
  return { status: 200, body: shown(call) };
}

async function remove(call: Call): Promise<Reply> {
  await removeLabel(call.world, pullOf(call), { name: call.params.name ?? "", actorId: call.actorId });
  return { status: 200, body: shown(call) };
}

async function removeAll(call: Call): Promise<Reply> {
  await setLabels(call.world, pullOf(call), { names: [], actorId: call.actorId });
  return { status: 204 };
}

function shown(call: Call) {
  return serializeLabels(call.world, call.repository, pullOf(call).labelIds);
}
