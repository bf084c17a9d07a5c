import type { Course } from "./course.ts";
import type { MailFault } from "./scenario.ts";

/** A webhook on its way. */
export interface Letter {
  readonly headers: Record<string, string>;
  readonly body: string;
}

interface Address {
  readonly url: string;
  readonly signal: AbortSignal;
}

export interface PostmanParts {
  readonly course: Course;
  readonly faults: readonly MailFault[];
  /** Where the App takes webhooks; undefined while it does not run. */
  readonly address: () => Address | undefined;
}

/** So long a webhook is on its way, about. */
const TRAVEL_MS = 100;
const LATE_MS = 3_000;

/**
 * Carries webhooks from the sandbox to the App, one after the other. GitHub promises neither that they come, nor that
 * they come once, nor their order: neither does this.
 */
export class Postman {
  /** Every webhook that was sent, for whoever wants to send it again. */
  readonly sent: Letter[] = [];
  readonly counts: Record<string, number> = {};
  readonly #faults: ReadonlyMap<number, MailFault["kind"]>;
  readonly #address: () => Address | undefined;
  readonly #course: Course;
  #held: Letter[] = [];
  #last = 0;
  #faulty = true;

  constructor({ course, faults, address }: PostmanParts) {
    this.#course = course;
    this.#faults = new Map(faults.map(({ at, kind }) => [at, kind]));
    this.#address = address;
  }

  /** In place of `fetch` for the sandbox: takes the letter, and is never in the way. */
  readonly fetch: typeof fetch = async (_input, init) => {
    const letter = { headers: { ...headersOf(init) }, body: typeof init?.body === "string" ? init.body : "" };
    this.sent.push(letter);
    this.#post(letter, this.#faulty ? this.#faults.get(this.sent.length) : undefined);
    return new Response(null, { status: 202 });
  };

  /** Puts a letter into the App's box, whoever wrote it; none overtakes another. */
  deliver(letter: Letter): void {
    const now = this.#course.now();
    this.#last = Math.max(this.#last, now + this.#course.around(TRAVEL_MS));
    void this.#course.work(this.#last - now, () => this.#hand(letter));
  }

  /** From now on nothing goes wrong, and what was held back arrives. */
  heal(): void {
    this.#faulty = false;
    this.#release();
  }

  async #hand(letter: Letter): Promise<void> {
    const address = this.#address();
    if (address === undefined) return;
    try {
      const response = await fetch(address.url, { method: "POST", signal: address.signal, ...letter });
      await response.arrayBuffer();
    } catch {
      // Nobody is at home: GitHub does not come again.
    }
  }

  #post(letter: Letter, fault: MailFault["kind"] | undefined): void {
    if (fault !== undefined) this.counts[fault] = (this.counts[fault] ?? 0) + 1;
    switch (fault) {
      case "drop":
        return;
      case "duplicate":
        this.deliver(letter);
        break;
      case "delay":
        this.#held.push(letter);
        this.#course.later(LATE_MS, () => this.#release());
        return;
      case "reorder":
        this.#held.push(letter);
        return;
      default:
    }
    this.deliver(letter);
    this.#release();
  }

  #release(): void {
    for (const letter of this.#held.splice(0)) this.deliver(letter);
  }
}

function headersOf(init: RequestInit | undefined): Record<string, string> {
  return Object.fromEntries(new Headers(init?.headers));
}
