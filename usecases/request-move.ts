import { PedigreeError } from "../core/errors.ts";
import type { Account } from "../core/people.ts";
import type { Labelling } from "../core/ports/pull-requests.ts";
import type { Question } from "../core/registry/answer-mark.ts";
import { type Command, isMove, parseCommands } from "../core/registry/command.ts";
import { standingOf } from "../core/registry/fold.ts";
import { type Refusal, refusalOf } from "../core/registry/refusal.ts";
import { parseStageLabel } from "../core/registry/stage-label.ts";
import { formatTitle } from "../core/registry/title.ts";
import { type ReplyReport, replyView } from "../core/report/reply-report.ts";
import { LabelGuard } from "./label-guard.ts";
import { whyNotRequest } from "./may-request.ts";
import { openMovePull } from "./open-move-pull.ts";
import type { RequestOutcome } from "./outcomes.ts";
import type { RegistryPorts } from "./ports.ts";
import { restoreLabels } from "./project.ts";
import { readGoverned } from "./read-governed.ts";
import { readModel, type VersionPlace } from "./read-registry.ts";
import { recognise } from "./recognise.ts";
import { marked } from "./refuse-instruction.ts";
import { resolveWish } from "./resolve-wish.ts";

export interface MoveRequest {
  /** The version's pull request, or the version itself. */
  readonly target: { readonly pull: number } | VersionPlace;
  readonly ask: Command;
  readonly requester: Account;
  /** `api` gets no comment: its caller has the outcome. */
  readonly by: "label" | "comment" | "api";
  /** The comment or the label that asked; without it an answer is not known again. */
  readonly question?: Question | undefined;
}

export interface LabelRequest {
  readonly pull: number;
  readonly label: string;
  /** Who is said to have put it there. */
  readonly sender: Account;
  /** What GitHub recorded of it, where that is known. */
  readonly put?: Labelling | null;
}

/**
 * A label that somebody put on a pull request becomes a request and is taken off again, in this order: a label that is
 * still there after a crash is a request that was not heard yet. `guard` remembers what was answered when the label could not
 * be taken off.
 */
export async function requestFromLabel(
  ports: RegistryPorts,
  { pull, label, sender, put }: LabelRequest,
  guard: LabelGuard = new LabelGuard(),
): Promise<RequestOutcome> {
  const stage = parseStageLabel(label);
  if (stage === undefined) return nothing("it is no stage label");
  // One of them is old, and whose request it is decides whose approval counts: the reconciler reads it again.
  if (put?.by && put.by.id !== sender.id) return nothing("GitHub does not tell yet who put it there");
  if (sender.id === ports.registry.app.id) return nothing("the App put it there");
  const { labels } = await ports.pulls.get(pull);
  if (!labels.some((present) => parseStageLabel(present) === stage))
    return nothing("the label is gone again");
  const ask: Command = { verb: "promote", stage };
  const heard = { pull, label, event: put?.event };
  // Two bots that answer each other's labels would never stop, so a bot's label is only taken off.
  const outcome = sender.bot
    ? nothing("a bot put it there")
    : guard.isAnswered(heard)
      ? nothing("it was answered")
      : await requestMove(ports, {
          target: { pull },
          ask,
          requester: sender,
          by: "label",
          question: questionOf(put),
        });
  guard.answered({ ...heard, event: outcome.kind === "nothing" ? undefined : heard.event });
  await restoreLabels(ports, pull, stage);
  guard.takenOff(heard);
  return outcome;
}

/** A newly created comment. Edited comments never come here: their author may not be their editor. */
export async function requestFromComment(
  ports: RegistryPorts,
  { pull, body, sender }: { readonly pull: number; readonly body: string; readonly sender: Account },
): Promise<RequestOutcome> {
  const [ask] = parseCommands(body);
  if (ask === undefined || !isMove(ask)) return nothing("it asks for no move");
  if (sender.bot) return nothing("a bot wrote it");
  return requestMove(ports, { target: { pull }, ask, requester: sender, by: "comment" });
}

/** Asks for a move. Asking grants nothing: it opens the pull request in which the move is reviewed and judged. */
export async function requestMove(ports: RegistryPorts, request: MoveRequest): Promise<RequestOutcome> {
  const place = await findVersion(ports, request);
  if (place === undefined) return nothing("it is not a version's pull request");
  try {
    return await openRequest(ports, request, place);
  } catch (error) {
    // What is wrong with the registry itself (its policy above all) is the answer to whoever asks.
    if (error instanceof PedigreeError && error.family === "user") {
      return refuse(ports, { request, place }, { ...refusalOf(error), allowed: [] });
    }
    throw error;
  }
}

async function openRequest(
  ports: RegistryPorts,
  request: MoveRequest,
  place: VersionPlace,
): Promise<RequestOutcome> {
  const { requester, ask, by } = request;
  const state = await readGoverned(ports);
  const model = await readModel(ports, state.tree, place.model);
  const standing = standingOf(model.stages, place.version);
  if (by === "label" && standing?.stage === ask.stage) return nothing("the label says what is so already");
  const denied = await whyNotRequest(ports, state.policy, requester);
  if (denied !== undefined) return refuse(ports, { request, place }, { ...denied, allowed: [] });
  if (standing === undefined) return refuse(ports, { request, place }, NOT_REGISTERED);
  const wish = await resolveWish(ports, { ask, place, state, model });
  if (wish.kind === "refused") return refuse(ports, { request, place }, wish);
  const { created, pull } = await openMovePull(ports, { ...wish, requester, state, model });
  const kind = created ? "requested" : "exists";
  // A label that is still there after a crash is heard again; it was answered when the request was opened.
  if (created || by !== "label") {
    await reply(ports, request, { ...replyTo(request, wish.place), kind, pull: pull.number });
  }
  return { kind, ...wish.place, to: wish.to, pull: pull.number };
}

async function findVersion(ports: RegistryPorts, { target }: MoveRequest): Promise<VersionPlace | undefined> {
  if (!("pull" in target)) return { model: target.model, version: target.version };
  const pull = await ports.pulls.get(target.pull);
  const subject = await recognise(ports, pull);
  if (subject.kind === "foreign" || subject.kind === "edit" || subject.branch.kind !== "register") return;
  const { model, version } = subject.branch;
  return { model, version };
}

type RequestRefusal = Refusal & { readonly allowed: readonly string[] };

const NOT_REGISTERED: RequestRefusal = {
  code: "VERSION_UNKNOWN",
  reason: "the version is not registered yet",
  who: "those whom the check pedigree of its pull request names",
  next: "say /explain there to see what is missing, and ask again when it has landed",
  allowed: [],
};

async function refuse(
  ports: RegistryPorts,
  { request, place }: { readonly request: MoveRequest; readonly place: VersionPlace },
  { code, reason, who, next, allowed }: RequestRefusal,
): Promise<RequestOutcome> {
  if (!(await isRefusedAlready(ports, request))) {
    await reply(ports, request, { ...replyTo(request, place), reason, who, next, allowed });
  }
  return { kind: "refused", code, reason, who, next };
}

/** A label that is still there after its refusal was written: the App could not take it off, or did not learn that it had written. */
async function isRefusedAlready(
  { pulls }: Pick<RegistryPorts, "pulls">,
  { target, by, question }: MoveRequest,
): Promise<boolean> {
  if (by !== "label" || question === undefined || !("pull" in target)) return false;
  return pulls.isAnswered(target.pull, question);
}

function questionOf(put: Labelling | null = null): Question | undefined {
  return put === null ? undefined : { kind: "label", id: put.event, at: put.at };
}

function replyTo({ requester }: MoveRequest, place: VersionPlace): ReplyReport {
  const title = formatTitle({ ...place, to: null });
  return { kind: "refused", requester: requester.login, title, pull: null, reason: null, allowed: [] };
}

function nothing(reason: string): RequestOutcome {
  return { kind: "nothing", reason };
}

async function reply(
  ports: RegistryPorts,
  { target, by, question }: MoveRequest,
  report: ReplyReport,
): Promise<void> {
  if (by === "api" || !("pull" in target)) return;
  const text = ports.renderer.render("reply", replyView(report));
  await ports.pulls.comment(target.pull, marked(text, question));
}
