import type { GitRepository } from "../../../sandbox/git/repository.ts";
import { registryOf } from "../act.ts";
import type { Evidence } from "../evidence.ts";
import { recordOf, textOf, walk } from "../history.ts";
import type { Tenant } from "../scenario.ts";

const HOUR = 3_600_000;
type Json = Readonly<Record<string, unknown>>;

/** An event that somebody's word led to, and what stood there before it. */
export interface Spoken {
  readonly tenant: Tenant;
  readonly event: Json;
  /** The model's stages before it. */
  readonly model: Json;
  readonly before: string;
  readonly git: GitRepository;
}

/**
 * Why a word should not have led to this event, by what GitHub has of the comment: that its author said it there, within the hour where
 * it opens something, after the freeze that it lifts, and after the changes by hand that it acknowledges were in the log.
 */
export async function whyNotSaid(evidence: Evidence, spoken: Spoken): Promise<string | undefined> {
  const { event, model } = spoken;
  const isOverride = event.kind === "overridden";
  const { by, said } = isOverride ? recordOf(event.override) : event;
  const comment = commentOf(evidence, spoken.tenant, said);
  const author = evidence.sandbox.world.state.users.find(({ id }) => id === comment?.userId);
  const verb = isOverride ? "override" : textOf(VERBS[textOf(event.note)]);
  if (comment === undefined || !comment.body.startsWith(`/${verb}`)) return `nobody said /${verb}`;
  if (recordOf(said).at !== comment.createdAt || author?.id !== recordOf(by).id) {
    return `${author?.login ?? "somebody"} said it at ${comment.createdAt}, which the event tells otherwise`;
  }
  if (event.note === "frozen") return undefined;
  const age = Date.parse(textOf(event.at)) - Date.parse(comment.createdAt);
  if (age > HOUR) return `it was said ${age / 60_000} minutes before`;
  if (event.note === "unfrozen") {
    const freeze = commentOf(evidence, spoken.tenant, recordOf(model.frozen).said);
    return freeze === undefined || freeze.id < comment.id
      ? undefined
      : "the model was frozen after it was said";
  }
  if (event.note !== "acknowledged") return undefined;
  const unseen = (await observedAt(spoken)).find((at) => Date.parse(at) >= Date.parse(comment.createdAt));
  return unseen === undefined ? undefined : `what was found at ${unseen} was acknowledged before`;
}

const VERBS: Readonly<Record<string, string>> = {
  frozen: "freeze",
  unfrozen: "unfreeze",
  acknowledged: "acknowledge",
};

function commentOf({ sandbox }: Evidence, tenant: Tenant, said: unknown) {
  const registry = registryOf(sandbox, tenant);
  const id = recordOf(said).comment;
  return sandbox.world.state.comments.find(
    (comment) => comment.repositoryId === registry.id && comment.id === id,
  );
}

/** When the changes by hand of the model were written into the log. */
async function observedAt({ git, before, event }: Spoken): Promise<readonly string[]> {
  const steps = await walk(git, null, before);
  return steps
    .flatMap(({ events }) => events)
    .filter(({ event: other }) => other.kind === "observed" && other.model === event.model)
    .map(({ event: other }) => textOf(other.at));
}
