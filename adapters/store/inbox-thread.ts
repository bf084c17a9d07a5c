import { parentPort, workerData } from "node:worker_threads";
import { describeError } from "../../core/errors.ts";
import { SqliteInbox } from "./inbox.ts";
import type { InboxAnswer, InboxQuestion } from "./threaded-inbox.ts";

// The thread of a ThreadedInbox: it answers every question in the order in which SQLite can.
let now = 0;
const inbox = new SqliteInbox(String(workerData), { now: () => now });

parentPort?.on("message", (question: InboxQuestion) => {
  now = question.now;
  perform(question).then(
    (value) => answer({ id: question.id, value }),
    (error: unknown) => answer({ id: question.id, failure: describeError(error) }),
  );
});

function answer(message: InboxAnswer): void {
  parentPort?.postMessage(message);
}

function perform({ call }: InboxQuestion): Promise<unknown> {
  switch (call.method) {
    case "accept":
      return inbox.accept(call.delivery);
    case "claim":
      return inbox.claim(call.busy);
    case "renew":
      return inbox.renew(call.claim);
    case "done":
      return inbox.done(call.claim);
    case "fail":
      return inbox.fail(call.claim, call.reason);
    case "holdLane":
      return inbox.holdLane(call.lane);
    case "keepLane":
    case "leaveLane":
      return inbox[call.method](call.lane, call.token);
    default:
      return inbox[call.method]();
  }
}
