import type { Account } from "../../core/people.ts";
import { toAccountOrNull } from "./accounts.ts";

type AccountDto = Parameters<typeof toAccountOrNull>[0];

/** What GitHub tells of who started a workflow run: the first attempt, and the newest. */
interface RunDto {
  readonly actor?: AccountDto;
  readonly triggering_actor?: AccountDto;
  readonly run_attempt?: number | undefined;
}

/** Who started the newest attempt. */
export function actorOf({ actor, triggering_actor: newest }: RunDto): Account | null {
  return toAccountOrNull(newest ?? actor);
}

/**
 * Who else started an attempt of the run: a later one keeps what the earlier ones made, so whoever presses the button of a
 * failed job has not trained alone. Null stands for those between the first and the newest attempt, whom GitHub does not name.
 */
export function otherActorsOf(run: RunDto): (Account | null)[] {
  const [first, newest] = [toAccountOrNull(run.actor), actorOf(run)];
  const others = run.actor === undefined || first?.id === newest?.id ? [] : [first];
  return (run.run_attempt ?? 1) > 2 ? [...others, null] : others;
}
