import { setTimeout as delay } from "node:timers/promises";
import type { Stage } from "./stage.ts";

/** Until the App has sent so many more requests, or sends none. */
export async function pass({ faulty }: Stage, requests: number): Promise<void> {
  const until = faulty.count + requests;
  let idle = 0;
  for (let before = faulty.count; faulty.count < until && idle < 4; before = faulty.count) {
    await delay(2);
    idle = faulty.count === before ? idle + 1 : 0;
  }
}

/** A machine with many other things to do is slow, not broken. */
const MAX_SETTLE_MS = 60_000;

/** Until no webhook is on its way and the App does nothing. */
export async function settle({ sandbox, postman, machine, faulty }: Stage): Promise<void> {
  const limit = performance.now() + MAX_SETTLE_MS;
  for (let quiet = 0; quiet < 2; ) {
    const before = faulty.count;
    await sandbox.world.idle();
    const still = postman.isIdle && (await machine.isIdle());
    quiet = still && faulty.count === before ? quiet + 1 : 0;
    if (quiet === 0) await delay(1);
    if (performance.now() > limit)
      throw new Error(
        `the App does not come to rest: ${await machine.describe()}, waits for ${faulty.pending.join(", ")}`,
      );
  }
}

/** What waits for another attempt gets it. */
export async function drain(stage: Stage): Promise<void> {
  const limit = performance.now() + MAX_SETTLE_MS;
  while ((await stage.machine.count()).delayed > 0) {
    await delay(10);
    await settle(stage);
    if (performance.now() > limit) throw new Error("deliveries are delayed for ever");
  }
}
