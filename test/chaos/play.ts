import { rm } from "node:fs/promises";
import { act } from "./act.ts";
import { Course } from "./course.ts";
import type { Evidence, Violation } from "./evidence.ts";
import type { Exchange } from "./faulty-fetch.ts";
import { INVARIANTS } from "./invariants.ts";
import type { Postman } from "./postman.ts";
import { Random } from "./random.ts";
import { drain, idle, pass, settle } from "./rest.ts";
import type { Action, Scenario } from "./scenario.ts";
import { type Stage, type StageOptions, setStage } from "./stage.ts";
import { scratch } from "./template.ts";
import { installCourse } from "./virtual-date.ts";
import { isWrite } from "./witness.ts";

export interface Outcome {
  readonly violations: readonly Violation[];
  readonly requests: number;
  readonly webhooks: number;
  readonly kills: number;
  readonly faults: Readonly<Record<string, number>>;
  readonly actions: Readonly<Record<string, number>>;
  readonly landings: number;
  readonly decisions: number;
  readonly refused: number;
  readonly lines: readonly string[];
  /** Everything that the App asked for, and what it was answered, in order: the same for the same scenario. */
  readonly history: readonly string[];
}

/** What is left to chance while a history takes its course, apart from what was left to chance when it was written. */
const COURSE_SALT = 0x5eed;

/** Plays a scenario from its beginning to the end, and says which promises were broken. */
export async function play(scenario: Scenario, options: StageOptions): Promise<Outcome> {
  const random = new Random(scenario.seed ^ COURSE_SALT);
  const course = new Course(random);
  const uninstall = installCourse(course);
  const folder = await scratch("run");
  try {
    return await playOn(await setStage(scenario, options, { folder, course, random }), options);
  } finally {
    uninstall();
    await rm(folder, { recursive: true, force: true });
  }
}

async function playOn(stage: Stage, { judge }: StageOptions): Promise<Outcome> {
  const { scenario, course } = stage;
  try {
    await course.drive(stage.machine.start());
    for (const { wait, action } of scenario.steps) {
      if (wait === null) await settle(stage);
      else await pass(stage, wait);
      await perform(stage, action);
    }
    const evidence = await conclude(stage);
    const violations: Violation[] = [];
    for (const invariant of INVARIANTS) violations.push(...(await invariant(evidence)));
    const judged = judge?.violations.map((found) => `judge ${JSON.stringify(found)}`) ?? [];
    return { ...figuresOf(stage), violations: [...violations, ...judged] };
  } finally {
    stage.machine.stop();
    await stage.sandbox.close();
  }
}

async function perform(stage: Stage, action: Action): Promise<void> {
  const { sandbox, postman, machine, chronicle, witness, template, course } = stage;
  switch (action.kind) {
    case "reconcile":
      void machine.reconcile();
      return;
    case "idle":
      return await idle(stage, action.seconds);
    case "restart":
      return await course.drive(machine.restart());
    case "replay":
      return replay(postman, action);
    default:
      witness.hear(action);
      await act({ sandbox, tokens: template.tokens }, action);
      chronicle.write();
  }
}

/** An old webhook comes again, under another event's name: the signature does not cover it. */
function replay(postman: Postman, { event, pick, newId }: Extract<Action, { kind: "replay" }>): void {
  const letter = postman.sent[pick % Math.max(1, postman.sent.length)];
  if (letter === undefined) return;
  const guid = letter.headers["x-github-delivery"] ?? "";
  const id = newId ? { "x-github-delivery": `${guid.slice(0, -4)}0000` } : {};
  postman.deliver({ body: letter.body, headers: { ...letter.headers, "x-github-event": event, ...id } });
}

/** After a rate limit the App asks nothing for so long (test/chaos/faulty-fetch.ts), its reconciler neither. */
const LONGEST_PAUSE_SECONDS = 30;

/** Nothing goes wrong any more: what waits is done, the reconciler passes once, and once more with nothing to do. */
async function conclude(stage: Stage): Promise<Evidence> {
  const { postman, faulty, machine, witness, course } = stage;
  postman.heal();
  faulty.heal();
  await settle(stage);
  await drain(stage);
  await idle(stage, LONGEST_PAUSE_SECONDS);
  await course.drive(machine.reconcile());
  await settle(stage);
  const before = witness.exchanges.length;
  await course.drive(machine.reconcile());
  await settle(stage);
  const writes = witness.exchanges.slice(before).filter(isWrite);
  return {
    ...stage,
    kills: machine.kills,
    exchanges: witness.exchanges,
    landings: witness.landings,
    greens: witness.greens,
    asked: witness.asked,
    lines: witness.lines,
    restless: writes.map(({ method, path }) => `${method} ${path}`),
  };
}

function figuresOf({ scenario, faulty, postman, machine, witness }: Stage): Omit<Outcome, "violations"> {
  const mail = Object.entries(postman.counts).map(([name, count]) => [`webhook-${name}`, count] as const);
  const kinds = Map.groupBy(scenario.steps, ({ action }) => action.kind);
  return {
    requests: faulty.count,
    webhooks: postman.sent.length,
    kills: machine.kills,
    faults: { ...faulty.counts, ...Object.fromEntries(mail) },
    actions: Object.fromEntries(Array.from(kinds, ([kind, steps]) => [kind, steps.length])),
    landings: witness.landings.length,
    decisions: witness.exchanges.filter((seen) => isWrite(seen) && seen.path.includes("/check-runs")).length,
    refused: witness.lines.filter((line) => line.includes("refused")).length,
    lines: witness.lines,
    history: witness.exchanges.map(historyLine),
  };
}

/** Without what is drawn anew for every sandbox: its port, and signatures. */
function historyLine({ number, method, path, status, truth, body }: Exchange): string {
  const [bare = ""] = path.split("&sig=");
  return `${number} ${method} ${bare} → ${status} at ${truth} ${body}`;
}
