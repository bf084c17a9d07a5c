import { type ReplyReport, replyView } from "../core/report/reply-report.ts";
import type { RegistryPorts } from "./ports.ts";

/** So often the labels of one pull request are put right within an hour. */
export const MAX_REPAIRS = 5;
const WINDOW_MS = 60 * 60_000;
/** An old copy is some seconds old, and nobody puts on as many labels within them. */
const MAX_EVENTS = 1_000;

/** A stage label on a pull request, and what GitHub recorded of its being put there. */
export interface HeardLabel {
  readonly pull: number;
  readonly label: string;
  readonly event: number | undefined;
}

/**
 * Ends a quarrel about labels. Somebody's bot that puts a label back each time the App takes it off would never stop, so
 * after five repairs within an hour the App says so once, and leaves the label alone for the rest of that hour: labels
 * carry no authority, and a wrong one is only a nuisance.
 */
export class LabelGuard {
  readonly #repairs = new Map<number, { readonly from: number; readonly count: number }>();
  readonly #answered = new Set<string>();
  /** Events of labels that were refused or opened a request, the oldest first. */
  readonly #events = new Set<number>();

  /** What to do about the labels of a pull request that are to be put right at this moment. */
  verdict(pull: number, at: string): "repair" | "alert" | "leave" {
    const { count } = this.#hourOf(pull, at);
    if (count < MAX_REPAIRS) return "repair";
    return count === MAX_REPAIRS ? "alert" : "leave";
  }

  /** What the verdict said was done. What GitHub did not let the App do is no part of a quarrel, and is tried again. */
  done(pull: number, at: string): void {
    const entry = this.#hourOf(pull, at);
    this.#repairs.set(pull, { ...entry, count: entry.count + 1 });
  }

  #hourOf(pull: number, at: string): { readonly from: number; readonly count: number } {
    const now = Date.parse(at);
    const known = this.#repairs.get(pull);
    return known === undefined || now - known.from >= WINDOW_MS ? { from: now, count: 0 } : known;
  }

  /**
   * Whoever put the label there has the answer, and only the label itself is still to be taken off. An `event` that had its
   * answer keeps it: GitHub may show the label again, and neither the answer nor the request that was opened, from an old copy.
   */
  isAnswered({ pull, label, event }: HeardLabel): boolean {
    return this.#answered.has(`${pull} ${label}`) || (event !== undefined && this.#events.has(event));
  }

  /** With the `event` where it was refused or opened a request; where nothing came of it, it may be heard again. */
  answered({ pull, label, event }: HeardLabel): void {
    this.#answered.add(`${pull} ${label}`);
    if (event === undefined) return;
    this.#events.add(event);
    for (const oldest of this.#events) {
      if (this.#events.size <= MAX_EVENTS) break;
      this.#events.delete(oldest);
    }
  }

  /** The label is off: when it comes again, somebody asks again. */
  takenOff({ pull, label }: HeardLabel): void {
    this.#answered.delete(`${pull} ${label}`);
  }
}

/** Does the repair, or says that it is given up for now. */
export async function repairOnce(
  ports: Pick<RegistryPorts, "pulls" | "renderer" | "clock">,
  { guard, pull }: { readonly guard: LabelGuard; readonly pull: number },
  repair: () => Promise<unknown>,
): Promise<void> {
  const verdict = guard.verdict(pull, ports.clock.now());
  if (verdict === "leave") return;
  if (verdict === "repair") {
    await repair();
    guard.done(pull, ports.clock.now());
    return;
  }
  // Said once: whether a comment whose answer was lost stands there is not known.
  guard.done(pull, ports.clock.now());
  const reply: ReplyReport = {
    kind: "quarrel",
    requester: null,
    title: "",
    pull: null,
    reason: null,
    allowed: [],
  };
  await ports.pulls.comment(pull, ports.renderer.render("reply", replyView(reply)));
}
