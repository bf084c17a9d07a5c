import { canonicalJson } from "../canonical.ts";
import type { Change, Changes } from "../ports/registry-repository.ts";
import type { AnnotatedEvent, DecidedEvent, Event, ObservedEvent } from "./event.ts";
import { applyEvent } from "./fold.ts";
import { formatPath } from "./layout.ts";
import type { Stages } from "./stages.ts";
import { formatTitle } from "./title.ts";

/** One landing: the event, the stages after it, and the files and message of the commit that holds both. */
export interface LandingPlan<E extends Event = DecidedEvent> {
  readonly event: E;
  readonly stages: Stages;
  readonly changes: Changes;
  readonly message: string;
}

/** Adds the event and the stages after it to what else changes. Raises REGISTRY_INCONSISTENT for an impossible event. */
export function finishPlan<E extends Event>(
  stages: Stages,
  event: E,
  others: ReadonlyMap<string, Change>,
): LandingPlan<E> {
  const after = applyEvent(stages, event);
  const { model, sequence, kind } = event;
  const eventPath = formatPath({ kind: "event", model, sequence, event: kind });
  const changes = new Map([
    ...others,
    [eventPath, canonicalJson(event)] as const,
    [formatPath({ kind: "stages", model }), canonicalJson(after)] as const,
  ]);
  return { event, stages: after, changes, message: formatMessage(event, eventPath) };
}

function formatMessage(event: Event, eventPath: string): string {
  switch (event.kind) {
    case "annotated":
      return `${annotation(event)}\n\nEvent: ${eventPath}\n`;
    case "observed":
      return `${observation(event)}\n\nEvent: ${eventPath}\n`;
    default:
      return `${headOf(event)} (#${event.pull})\n\n${displacedLines(event)}Event: ${eventPath}\n`;
  }
}

function headOf(event: DecidedEvent): string {
  const { model, version } = event;
  if (event.kind === "registered") {
    return `${formatTitle({ model, version, to: null })} registered as ${event.stage}`;
  }
  const rollback = event.decision.move.kind === "rollback" ? { rollback: true as const } : {};
  const title = formatTitle({ model, version, to: event.to, ...rollback });
  return event.kind === "overridden" ? `${title}, overridden by ${event.override.by.login}` : title;
}

function displacedLines(event: DecidedEvent): string {
  if (event.kind === "registered") return "";
  return event.displaced.map(({ version, to }) => `Displaced: ${event.model} ${version} → ${to}\n`).join("");
}

function annotation({ model, note, by, pull }: AnnotatedEvent): string {
  const done = { frozen: "frozen", unfrozen: "unfrozen", acknowledged: "ungoverned changes acknowledged" };
  return `${model}: ${done[note]} by ${by.login} (#${pull})`;
}

function observation({ model, commits }: ObservedEvent): string {
  const names = commits.slice(0, 3).map(({ commit }) => commit.slice(0, 7));
  const more = commits.length - names.length;
  return `${model}: ungoverned change in ${names.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
