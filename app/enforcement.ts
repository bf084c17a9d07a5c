import { PedigreeError } from "../core/errors.ts";

/**
 * Which registries the App cannot look after: taken away, suspended, or with fewer permissions than it needs. Their gate
 * stays shut, but nobody lands, repairs or records anything there, and that must not go unnoticed.
 */
export class Enforcement {
  readonly #wanted: ReadonlySet<string>;
  readonly #say: (line: string) => void;
  readonly #reasons = new Map<string, string | undefined>();

  constructor(options: {
    /** Registries that the configuration names; others count from when they were first looked after. */
    readonly wanted: readonly string[];
    readonly say: (line: string) => void;
  }) {
    this.#wanted = new Set(options.wanted);
    this.#say = options.say;
  }

  /** How many registries are not looked after at present. */
  get lapsed(): number {
    return [...this.#reasons.values()].filter((reason) => reason !== undefined).length;
  }

  /** Before a pass: the repositories that the App is installed on. */
  present(names: readonly string[]): void {
    for (const known of this.#reasons.keys()) {
      if (!names.includes(known)) this.#set(known, "the App is not installed there any more, or suspended");
    }
  }

  /** It was looked after as far as permissions go, or is no registry for the App (`lacking` undefined). */
  done(registry: string, lacking: readonly string[] | undefined): void {
    if (lacking !== undefined) {
      this.#set(
        registry,
        lacking.length === 0 ? undefined : `the App lacks permissions: ${lacking.join(", ")}`,
      );
    } else if (this.#wanted.has(registry) || this.#reasons.has(registry)) {
      this.#set(registry, "the App is not installed there, or the branch holds no policy");
    }
  }

  /** Whether the error means that GitHub shuts the App out; what passes by itself says nothing. */
  failed(registry: string, error: unknown): void {
    if (!(error instanceof PedigreeError) || error.code !== "REMOTE_REFUSED") return;
    if (this.#wanted.has(registry) || this.#reasons.has(registry)) this.#set(registry, error.message);
  }

  #set(registry: string, reason: string | undefined): void {
    const before = this.#reasons.get(registry);
    this.#reasons.set(registry, reason);
    if (reason !== undefined && before === undefined) this.#say(`${registry}: NOT ENFORCED: ${reason}`);
    if (reason === undefined && before !== undefined) this.#say(`${registry}: enforced again`);
  }
}
