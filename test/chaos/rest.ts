import type { Stage } from "./stage.ts";

/** Whoever waits for requests of the App does so no longer than this while it sends none. */
const PATIENCE_MS = 400;

/** Until the App has sent so many more requests, or sends none. */
export async function pass({ course, faulty }: Stage, requests: number): Promise<void> {
  const wanted = faulty.count + requests;
  await course.calm();
  for (let until = course.now() + PATIENCE_MS; faulty.count < wanted; ) {
    if (!course.hasWork && (course.nextAt ?? Number.POSITIVE_INFINITY) > until)
      return course.pauseUntil(until);
    await course.step();
    if (course.hasWork) until = course.now() + PATIENCE_MS;
  }
}

/** So long time goes by, with whatever happens in it. */
export async function idle({ course }: Stage, seconds: number): Promise<void> {
  const until = course.now() + seconds * 1_000;
  await course.calm();
  while ((course.nextAt ?? Number.POSITIVE_INFINITY) <= until) await course.step();
  course.pauseUntil(until);
}

/** More than all pauses of the App together. */
const MAX_SETTLE_MS = 2 * 3_600_000;

/** Until no webhook is on its way and the App does nothing. */
export async function settle({ machine, course, faulty }: Stage): Promise<void> {
  const limit = course.now() + MAX_SETTLE_MS;
  await course.calm();
  for (;;) {
    if (!course.hasWork && (await machine.isIdle())) return;
    if (course.now() > limit || !(await course.step())) {
      throw new Error(
        `the App does not come to rest: ${await machine.describe()}, waits for ${faulty.pending.join(", ")}`,
      );
    }
  }
}

/** What waits for another attempt gets it. */
export async function drain(stage: Stage): Promise<void> {
  const { machine, course } = stage;
  const limit = course.now() + MAX_SETTLE_MS;
  while ((await machine.count()).delayed > 0) {
    await course.step();
    await settle(stage);
    if (course.now() > limit) throw new Error("deliveries are delayed for ever");
  }
}
