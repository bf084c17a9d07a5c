import { characters } from "../http/fields.ts";
import { ApiError } from "../http/route.ts";
import { serializeLabel } from "../serialize/label.ts";
import type { Label, Pull, Repository } from "../state/entities.ts";
import { repositoryById } from "../state/find.ts";
import type { World } from "../world.ts";
import { emitPull } from "./events.ts";

/** GitHub's limits: 50 characters a name, 100 a description. */
const MAX_NAME = 50;
const MAX_DESCRIPTION = 100;
/** The colour that GitHub gives a label that is made by putting it on. */
const DEFAULT_COLOR = "ededed";

export function labelsOf(world: World, repository: Repository): readonly Label[] {
  return world.state.labels.filter((label) => label.repositoryId === repository.id);
}

/** Label names compare without case. */
export function findLabel(world: World, repository: Repository, name: string): Label | undefined {
  return labelsOf(world, repository).find((label) => sameName(label.name, name));
}

export interface LabelFields {
  readonly name: string;
  readonly color?: string | undefined;
  readonly description?: string | null | undefined;
}

/** Adds a label to the repository and tells it. Raises 422 for a name that is taken, empty or too long. */
export function createLabel(
  world: World,
  repository: Repository,
  { actorId, ...fields }: LabelFields & { actorId: number },
): Label {
  checkFields(fields);
  if (findLabel(world, repository, fields.name) !== undefined) throw refused("name", "already_exists");
  const label: Label = {
    id: world.nextId(),
    repositoryId: repository.id,
    name: fields.name,
    color: fields.color ?? DEFAULT_COLOR,
    description: fields.description ?? null,
  };
  world.state.labels.push(label);
  emitLabel(world, repository, { action: "created", label, actorId });
  return label;
}

/** Changes a label's name, colour or description; `edited` says what stood before. */
export function editLabel(
  world: World,
  repository: Repository,
  { label, fields, actorId }: { label: Label; fields: Partial<LabelFields>; actorId: number },
): void {
  const next = {
    name: fields.name ?? label.name,
    color: fields.color ?? label.color,
    description: fields.description === undefined ? label.description : fields.description,
  };
  checkFields(next);
  const taken = findLabel(world, repository, next.name);
  if (taken !== undefined && taken !== label) throw refused("name", "already_exists");
  const changes = {
    ...(next.name === label.name ? {} : { name: { from: label.name } }),
    ...(next.color === label.color ? {} : { color: { from: label.color } }),
    ...(next.description === label.description ? {} : { description: { from: label.description ?? "" } }),
  };
  Object.assign(label, next);
  emitLabel(world, repository, { action: "edited", label, actorId, extra: { changes } });
}

/** Deletes a label. It leaves every pull request without a word about each, as on GitHub. */
export function deleteLabel(
  world: World,
  repository: Repository,
  { label, actorId }: { label: Label; actorId: number },
): void {
  world.state.labels = world.state.labels.filter((each) => each !== label);
  for (const pull of world.state.pulls) pull.labelIds = pull.labelIds.filter((id) => id !== label.id);
  emitLabel(world, repository, { action: "deleted", label, actorId });
}

export interface Labelling {
  readonly names: readonly string[];
  readonly actorId: number;
}

/** Puts labels on; those that the repository does not have are made. One `labeled` for each that was not there. */
export async function addLabels(world: World, pull: Pull, { names, actorId }: Labelling): Promise<void> {
  const repository = repositoryById(world.state, pull.repositoryId);
  for (const name of names) {
    const label = findLabel(world, repository, name) ?? createLabel(world, repository, { name, actorId });
    if (pull.labelIds.includes(label.id)) continue;
    pull.labelIds.push(label.id);
    await emitLabelling(world, pull, { action: "labeled", label, actorId });
  }
}

/** Takes a label off. Raises 404 when the pull request does not carry it. */
export async function removeLabel(
  world: World,
  pull: Pull,
  { name, actorId }: { name: string; actorId: number },
): Promise<void> {
  const repository = repositoryById(world.state, pull.repositoryId);
  const label = findLabel(world, repository, name);
  if (label === undefined || !pull.labelIds.includes(label.id))
    throw new ApiError(404, "Label does not exist");
  await takeOff(world, pull, { label, actorId });
}

/** Leaves exactly these labels on. */
export async function setLabels(world: World, pull: Pull, { names, actorId }: Labelling): Promise<void> {
  const repository = repositoryById(world.state, pull.repositoryId);
  const unwanted = labelsOf(world, repository).filter(
    (label) => pull.labelIds.includes(label.id) && !names.some((name) => sameName(name, label.name)),
  );
  for (const label of unwanted) await takeOff(world, pull, { label, actorId });
  await addLabels(world, pull, { names, actorId });
}

interface LabelChange {
  readonly label: Label;
  readonly actorId: number;
}

async function takeOff(world: World, pull: Pull, change: LabelChange): Promise<void> {
  pull.labelIds = pull.labelIds.filter((id) => id !== change.label.id);
  await emitLabelling(world, pull, { action: "unlabeled", ...change });
}

async function emitLabelling(
  world: World,
  pull: Pull,
  { action, label, actorId }: LabelChange & { action: "labeled" | "unlabeled" },
): Promise<void> {
  pull.updatedAt = world.now();
  world.state.issueEvents.push({
    id: world.nextId(),
    repositoryId: pull.repositoryId,
    issueNumber: pull.number,
    event: action,
    actorId,
    label: { name: label.name, color: label.color },
    createdAt: pull.updatedAt,
  });
  world.save();
  const repository = repositoryById(world.state, pull.repositoryId);
  const extra = { label: serializeLabel(world, repository, label) };
  await emitPull(world, pull, { action, senderId: actorId, extra });
}

function emitLabel(
  world: World,
  repository: Repository,
  event: { action: string; label: Label; actorId: number; extra?: Readonly<Record<string, unknown>> },
): void {
  world.save();
  world.emit({
    event: "label",
    action: event.action,
    repositoryId: repository.id,
    senderId: event.actorId,
    payload: { label: serializeLabel(world, repository, event.label), ...event.extra },
  });
}

function checkFields({ name, color, description }: LabelFields): void {
  if (name.trim() === "") throw refused("name", "missing_field");
  if (characters(name) > MAX_NAME)
    throw refused("name", "custom", `name is too long (maximum is ${MAX_NAME} characters)`);
  if (color !== undefined && !/^[0-9a-f]{6}$/i.test(color)) throw refused("color", "invalid");
  if (characters(description ?? "") > MAX_DESCRIPTION)
    throw refused(
      "description",
      "custom",
      `description is too long (maximum is ${MAX_DESCRIPTION} characters)`,
    );
}

function sameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function refused(field: string, code: string, message?: string): ApiError {
  return new ApiError(422, "Validation Failed", [
    { resource: "Label", code, field, ...(message === undefined ? {} : { message }) },
  ]);
}
