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

/** More attempts than these are not asked for one by one. */
const MOST_ASKED = 8;

/** The attempts between the first and the newest one: who started them is told by each attempt alone. */
export function attemptsBetween({ run_attempt: newest = 1 }: RunDto): readonly number[] {
  return Array.from({ length: Math.min(MOST_ASKED, Math.max(0, newest - 2)) }, (_, at) => at + 2);
}

/**
 * Who else started an attempt of the run: a later one keeps what the earlier ones made, so whoever presses the button of a
 * failed job has not trained alone. `between` are the attempts that were asked for. Null stands for an account that is gone, and
 * for attempts that were not asked for.
 */
export function otherActorsOf(run: RunDto, between: readonly RunDto[]): (Account | null)[] {
  const first = run.actor === undefined ? [] : [toAccountOrNull(run.actor)];
  const rest = (run.run_attempt ?? 1) - 2 > MOST_ASKED ? [null] : [];
  const all = [...first, ...between.map(actorOf), ...rest];
  const newest = actorOf(run);
  const isNew = (one: Account | null, at: number) => all.findIndex((other) => other?.id === one?.id) === at;
  return all.filter((one, at) => one?.id !== newest?.id && isNew(one, at));
}
