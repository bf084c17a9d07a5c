import { z } from "zod";
import { fieldsOf } from "../http/fields.ts";
import { ApiError, type Call, paged, type Reply, type Route } from "../http/route.ts";
import { createLabel, deleteLabel, editLabel, findLabel, labelsOf } from "../pulls/labels.ts";
import { READ_ISSUES, WRITE_LABELS } from "../pulls/needs.ts";
import { serializeLabel } from "../serialize/label.ts";
import type { Label } from "../state/entities.ts";

const LABELS = "/repos/{owner}/{repo}/labels";
const LABEL = `${LABELS}/{name}`;

/** The labels that a repository has. */
export const labelRoutes: readonly Route[] = [
  { method: "GET", path: LABELS, needs: READ_ISSUES, handler: list },
  { method: "POST", path: LABELS, needs: WRITE_LABELS, handler: create },
  { method: "GET", path: LABEL, needs: READ_ISSUES, handler: (call) => show(call, labelOf(call)) },
  { method: "PATCH", path: LABEL, needs: WRITE_LABELS, handler: edit },
  { method: "DELETE", path: LABEL, needs: WRITE_LABELS, handler: remove },
];

const fields = { color: z.string().optional(), description: z.string().nullish() };
const NewLabel = z.object({ name: z.string(), ...fields });
const LabelChanges = z.object({ new_name: z.string().optional(), ...fields });

function list(call: Call): Reply {
  return paged(call, labelsOf(call.world, call.repository), (label) =>
    serializeLabel(call.world, call.repository, label),
  );
}

function create(call: Call): Reply {
  const wanted = fieldsOf(call, NewLabel);
  const label = createLabel(call.world, call.repository, { ...wanted, actorId: call.actorId });
  return { ...show(call, label), status: 201 };
}

function edit(call: Call): Reply {
  const { new_name: name, color, description } = fieldsOf(call, LabelChanges);
  const label = labelOf(call);
  const changes = {
    ...(name === undefined ? {} : { name }),
    color,
    description,
  };
  editLabel(call.world, call.repository, { label, fields: changes, actorId: call.actorId });
  return show(call, label);
}

function remove(call: Call): Reply {
  deleteLabel(call.world, call.repository, { label: labelOf(call), actorId: call.actorId });
  return { status: 204 };
}

function labelOf(call: Call): Label {
  const label = findLabel(call.world, call.repository, call.params.name ?? "");
  if (label === undefined) throw new ApiError(404, "Not Found");
  return label;
}

function show(call: Call, label: Label): Reply {
  return { status: 200, body: serializeLabel(call.world, call.repository, label) };
}
