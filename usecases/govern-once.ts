import { digestOfText } from "../core/canonical.ts";
import type { Sha256 } from "../core/names.ts";
import type { Account } from "../core/people.ts";
import type { IssueComments } from "../core/ports/registries.ts";
import { answerComment } from "./answer-comment.ts";
import {
  describeCommand,
  describeReconcile,
  describeRegistration,
  describeRequest,
} from "./describe-outcomes.ts";
import type { RegistryPorts } from "./ports.ts";
import { reconcile } from "./reconcile.ts";
import { type RunPlace, registerVersion } from "./register-version.ts";
import { requestFromLabel } from "./request-move.ts";
import { settleAll } from "./settle.ts";

/** What happened, as far as it says something that looking at the registry would not tell, or not as soon. */
export type Occasion =
  | {
      readonly kind: "comment";
      readonly id: number;
      /** Digest of the text as it was created: GitHub's times of an edit are too coarse to tell. */
      readonly text: Sha256;
    }
  | { readonly kind: "label"; readonly pull: number; readonly label: string; readonly sender: Account }
  | ({ readonly kind: "run" } & RunPlace)
  /** It is time to look at everything, also at runs that nobody told of. */
  | { readonly kind: "time" }
  /** Reviews, checks and pushes are found by looking. */
  | { readonly kind: "other" };

export interface Governed {
  /** One plain line for each thing done. */
  readonly lines: readonly string[];
  /** What failed; the next time it is tried again. */
  readonly troubles: readonly string[];
}

export interface GovernPorts extends RegistryPorts {
  readonly comments: IssueComments;
}

/**
 * Keeps a registry without a service: hears what happened, then does everything that is due. A wish that cannot be
 * heard does not keep the rest from being done. Running it again changes nothing.
 */
export async function governOnce(ports: GovernPorts, occasion: Occasion): Promise<Governed> {
  const lines: string[] = [];
  const hearing = { what: occasion.kind, run: async () => lines.push(...(await hear(ports, occasion))) };
  const heard = await settleAll([hearing]);
  const { troubles, ...done } = await reconcile(ports, { sweepRuns: occasion.kind === "time" });
  lines.push(...describeReconcile(ports.registry.fullName, { ...done, troubles: [] }));
  return { lines, troubles: [...heard, ...troubles] };
}

async function hear(ports: GovernPorts, occasion: Occasion): Promise<readonly string[]> {
  const { fullName } = ports.registry;
  switch (occasion.kind) {
    case "comment":
      return hearComment(ports, occasion);
    case "label": {
      const put = await ports.pulls.labelling(occasion.pull, occasion.label);
      return describeRequest(fullName, await requestFromLabel(ports, { ...occasion, put }));
    }
    case "run":
      return hearRun(ports, occasion);
    case "time":
    case "other":
      return [];
  }
}

async function hearComment(
  ports: GovernPorts,
  { id, text }: Extract<Occasion, { kind: "comment" }>,
): Promise<readonly string[]> {
  const comment = await ports.comments.unedited(id);
  if (comment === undefined || digestOfText(comment.body) !== text) return [];
  const { pull, body, author: sender, createdAt: at } = comment;
  const question = { kind: "comment", id, at } as const;
  return describeCommand(
    ports.registry.fullName,
    await answerComment(ports, { pull, body, sender, question }),
  );
}

async function hearRun(ports: GovernPorts, run: RunPlace): Promise<readonly string[]> {
  const outcomes = await registerVersion(ports, run);
  return outcomes.flatMap((outcome) => describeRegistration(ports.registry.fullName, outcome));
}
