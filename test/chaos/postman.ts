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
  #held: Letter[] = [];
  #tail: Promise<void> = Promise.resolve();
  #waiting = 0;
  #faulty = true;

  constructor(faults: readonly MailFault[], address: () => Address | undefined) {
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

  /** Puts a letter into the App's box, whoever wrote it. */
  deliver(letter: Letter): void {
    this.#waiting += 1;
    this.#tail = this.#tail.then(async () => {
      const address = this.#address();
      try {
        if (address !== undefined) {
          const response = await fetch(address.url, { method: "POST", signal: address.signal, ...letter });
          await response.arrayBuffer();
        }
      } catch {
        // Nobody is at home: GitHub does not come again.
      } finally {
        this.#waiting -= 1;
      }
    });
  }

  /** From now on nothing goes wrong, and what was held back arrives. */
  heal(): void {
    this.#faulty = false;
    this.#release();
  }

  get isIdle(): boolean {
    return this.#waiting === 0;
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
        setTimeout(() => this.#release(), 60).unref();
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
