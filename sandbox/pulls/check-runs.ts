import { characters } from "../http/fields.ts";
import { ApiError } from "../http/route.ts";
import { serializeCheckRunForWebhook } from "../serialize/check.ts";
import type { Annotation, CheckAction, CheckRun, Repository } from "../state/entities.ts";
import { repositoryById } from "../state/find.ts";
import type { World } from "../world.ts";

/** What an App may write into a check run; what is left out stays as it was. */
export interface CheckRunFields {
  readonly name?: string | undefined;
  readonly details_url?: string | undefined;
  readonly external_id?: string | undefined;
  readonly status?: CheckRun["status"] | undefined;
  readonly started_at?: string | undefined;
  readonly conclusion?: string | undefined;
  readonly completed_at?: string | undefined;
  readonly output?: CheckOutput | undefined;
  readonly actions?: readonly CheckAction[] | undefined;
}

export interface CheckOutput {
  readonly title?: string | undefined;
  readonly summary?: string | undefined;
  readonly text?: string | undefined;
  readonly annotations?: readonly Annotation[] | undefined;
}

/** https://docs.github.com/rest/checks/runs: characters of summary and text, annotations and buttons a request. */
const MAX_OUTPUT = 65_535;
const MAX_ANNOTATIONS = 50;
const MAX_ACTIONS = 3;

/** Starts a check run and tells it: `created`, and `completed` when it is born finished. */
export function createCheckRun(
  world: World,
  repository: Repository,
  wanted: { appId: number; actorId: number; name: string; headSha: string; fields: CheckRunFields },
): CheckRun {
  checkLimits(wanted.fields);
  const run: CheckRun = {
    id: world.nextId(),
    repositoryId: repository.id,
    appId: wanted.appId,
    name: wanted.name,
    headSha: wanted.headSha,
    externalId: "",
    detailsUrl: null,
    status: "queued",
    conclusion: null,
    startedAt: world.now(),
    completedAt: null,
    output: { title: null, summary: null, text: null },
  };
  apply(world, run, wanted.fields);
  world.state.checkRuns.push(run);
  emitCheckRun(world, run, { action: "created", senderId: wanted.actorId });
  if (run.status === "completed") emitCheckRun(world, run, { action: "completed", senderId: wanted.actorId });
  return run;
}

/** Changes a check run; `completed` is told when it becomes so. */
export function updateCheckRun(
  world: World,
  run: CheckRun,
  { fields, actorId }: { fields: CheckRunFields; actorId: number },
): void {
  checkLimits(fields);
  const wasCompleted = run.status === "completed";
  apply(world, run, fields);
  world.save();
  if (run.status === "completed" && !wasCompleted)
    emitCheckRun(world, run, { action: "completed", senderId: actorId });
}

/** Asks the App that made the check run to run it again. */
export function rerequestCheckRun(world: World, run: CheckRun, actorId: number): void {
  emitCheckRun(world, run, { action: "rerequested", senderId: actorId, onlyAppId: run.appId });
}

/** Somebody presses a button of the check run; only on GitHub's own page, so there is no route for it. */
export function pressCheckButton(
  world: World,
  run: CheckRun,
  pressed: { by: number; identifier: string },
): void {
  emitCheckRun(world, run, {
    action: "requested_action",
    senderId: pressed.by,
    onlyAppId: run.appId,
    extra: { requested_action: { identifier: pressed.identifier } },
  });
}

function apply(world: World, run: CheckRun, fields: CheckRunFields): void {
  run.name = fields.name ?? run.name;
  run.detailsUrl = fields.details_url ?? run.detailsUrl;
  run.externalId = fields.external_id ?? run.externalId;
  run.startedAt = fields.started_at ?? run.startedAt;
  if (fields.output !== undefined) applyOutput(run, fields.output);
  if (fields.actions !== undefined) run.actions = fields.actions;
  // A conclusion alone completes a run; another status takes the conclusion away again.
  const status = fields.conclusion === undefined ? (fields.status ?? run.status) : "completed";
  if (status === "completed") {
    run.conclusion = fields.conclusion ?? run.conclusion;
    run.completedAt = fields.completed_at ?? run.completedAt ?? world.now();
  } else {
    run.conclusion = null;
    run.completedAt = null;
  }
  run.status = status;
}

/** Annotations add up over requests; the texts are replaced. */
function applyOutput(run: CheckRun, output: CheckOutput): void {
  run.output = {
    title: output.title ?? run.output.title,
    summary: output.summary ?? run.output.summary,
    text: output.text ?? run.output.text,
  };
  run.annotations = [...(run.annotations ?? []), ...(output.annotations ?? [])];
}

function checkLimits({ output, actions, status, conclusion }: CheckRunFields): void {
  for (const text of [output?.summary, output?.text]) {
    const length = characters(text ?? "");
    if (length > MAX_OUTPUT)
      throw invalid(`Only ${MAX_OUTPUT} characters are allowed; ${length} were supplied.`);
  }
  refuseMore(output?.annotations?.length ?? 0, MAX_ANNOTATIONS);
  refuseMore(actions?.length ?? 0, MAX_ACTIONS);
  if (status === "completed" && conclusion === undefined) throw invalid(`"conclusion" wasn't supplied.`);
}

function refuseMore(count: number, limit: number): void {
  if (count > limit) throw invalid(`No more than ${limit} items are allowed; ${count} were supplied.`);
}

function invalid(message: string): ApiError {
  return new ApiError(422, `Invalid request.\n\n${message}`);
}

function emitCheckRun(
  world: World,
  run: CheckRun,
  {
    extra = {},
    ...event
  }: { action: string; senderId: number; onlyAppId?: number; extra?: Readonly<Record<string, unknown>> },
): void {
  world.save();
  const repository = repositoryById(world.state, run.repositoryId);
  world.emit({
    event: "check_run",
    repositoryId: repository.id,
    ...event,
    payload: { check_run: serializeCheckRunForWebhook(world, repository, run), ...extra },
  });
}
