import fc from "fast-check";

/** Lets something happen when the turn has come of whoever asks. */
export type Turn = <T>(go: () => Promise<T>) => Promise<T>;

export const atOnce: Turn = (go) => go();

/**
 * Who goes first, and at which steps whoever is at work must let everybody else pass: few such changes find what depends on
 * an order, where choosing anew at every step nearly never keeps anybody waiting for long.
 */
export interface Order {
  readonly first: readonly number[];
  readonly changes: readonly number[];
}

export function orderOf(workers: number, steps: number): fc.Arbitrary<Order> {
  return fc.record({
    first: fc.shuffledSubarray([...Array(workers).keys()], { minLength: workers }),
    changes: fc.uniqueArray(fc.nat(steps), { maxLength: 24 }),
  });
}

interface Waiting {
  readonly worker: number;
  readonly go: () => Promise<void>;
}

/** Runs workers step by step, one step at a time, in an order. */
export async function inTurns(
  { first, changes }: Order,
  workers: readonly ((turn: Turn) => Promise<void>)[],
): Promise<void> {
  const ranks = [...first];
  const waiting: Waiting[] = [];
  let busy = workers.length;
  let wake = () => {};
  const changed = () => wake();
  const turnOf =
    (worker: number): Turn =>
    (go) =>
      new Promise((resolve, reject) => {
        const step = () => go().then(resolve, reject);
        waiting.push({ worker, go: step });
        busy -= 1;
        changed();
      });
  const ended = workers.map(async (work, worker) => {
    await work(turnOf(worker)).finally(() => {
      busy -= 1;
      ranks.splice(ranks.indexOf(worker), 1);
      changed();
    });
  });
  const all = Promise.all(ended);
  for (let step = 0; ranks.length > 0; step += 1) {
    // Everybody has come to a next step, or to the end.
    while (busy > 0) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    const next = ranks.find((worker) => waiting.some((one) => one.worker === worker));
    const at = waiting.findIndex(({ worker }) => worker === next);
    const [chosen] = waiting.splice(at, at < 0 ? 0 : 1);
    if (chosen === undefined) break;
    if (changes.includes(step)) ranks.push(...ranks.splice(ranks.indexOf(chosen.worker), 1));
    busy += 1;
    await chosen.go();
  }
  await all;
}
