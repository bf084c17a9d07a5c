import { userById } from "../state/find.ts";
import type { World } from "../world.ts";
import {
  pullRequestTrigger,
  pushTrigger,
  type RunnerHost,
  type RunOptions,
  type Trigger,
  triggerWorkflows,
  type WorkflowResult,
} from "./runner/index.ts";

/** Runs workflows when something happens, one after the other, as GitHub Actions does. */
export interface WorkflowService {
  /** Every workflow that has ended, in order. */
  readonly results: readonly WorkflowResult[];
  /** What kept workflows from being run, e.g. a workflow file that is not valid. */
  readonly troubles: readonly unknown[];
  /** Resolves when nothing waits and nothing runs. */
  idle(): Promise<void>;
  /** Cancels what runs and takes nothing new. */
  close(): Promise<void>;
}

/** `GITHUB_TOKEN` starts no workflows: https://docs.github.com/actions/security-guides/automatic-token-authentication */
const ACTIONS_BOT = "github-actions[bot]";

/** Follows pushes and pull requests of every repository of a sandbox and runs the workflows that ask for them. */
export function runWorkflowsOnEvents(host: RunnerHost, options: Omit<RunOptions, "signal">): WorkflowService {
  const { world } = host;
  const results: WorkflowResult[] = [];
  const troubles: unknown[] = [];
  const stop = new AbortController();
  let tail: Promise<void> = Promise.resolve();
  const start = (actorId: number, makeTrigger: () => Promise<Trigger | null>): void => {
    if (userById(world.state, actorId).login === ACTIONS_BOT) return;
    tail = tail.then(async () => {
      if (stop.signal.aborted) return;
      try {
        const trigger = await makeTrigger();
        if (trigger === null) return;
        results.push(...(await triggerWorkflows(host, { ...options, signal: stop.signal, trigger })));
      } catch (error) {
        troubles.push(error);
      }
    });
  };
  world.onRefMoved((change) => {
    if (change.after !== null) start(change.actorId, () => pushTrigger(world, change));
  });
  world.onEvent(({ event, action, repositoryId, senderId, payload }) => {
    if (event !== "pull_request" || action === undefined) return;
    start(senderId, () => triggerOfPull(world, { action, repositoryId, senderId, number: payload.number }));
  });
  return {
    results,
    troubles,
    async idle() {
      for (let seen: Promise<void> | undefined; seen !== tail; ) {
        seen = tail;
        await seen;
      }
    },
    async close() {
      stop.abort();
      await tail;
    },
  };
}

interface PullEvent {
  readonly action: string;
  readonly repositoryId: number;
  readonly senderId: number;
  readonly number: unknown;
}

async function triggerOfPull(world: World, event: PullEvent): Promise<Trigger | null> {
  const pull = world.state.pulls.find(
    (p) => p.repositoryId === event.repositoryId && p.number === event.number,
  );
  if (pull === undefined) return null;
  return pullRequestTrigger(world, pull, { action: event.action, actorId: event.senderId });
}
