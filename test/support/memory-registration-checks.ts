import { PedigreeError } from "../../core/errors.ts";
import type {
  RegistrationChecks,
  RegistrationPlace,
  RegistrationWord,
} from "../../core/ports/registration-checks.ts";

/** Checks of training repositories in memory. */
export class MemoryRegistrationChecks implements RegistrationChecks {
  readonly words: RegistrationWord[] = [];
  /** How often something was written. */
  writes = 0;
  /** Repositories where checks may not be written. */
  readonly deaf = new Set<string>();

  async find({ repository, commit, name }: RegistrationPlace) {
    return this.words
      .map((word, at) => ({ word, id: at + 1 }))
      .filter(({ word }) => word.repository === repository && word.commit === commit && word.name === name)
      .reverse()
      .map(({ word: { key }, id }) => ({ id, key }));
  }

  async publish(word: RegistrationWord, existing: number | undefined): Promise<void> {
    if (this.deaf.has(word.repository)) {
      throw new PedigreeError("REMOTE_REFUSED", "checks may not be written", { subject: word.repository });
    }
    this.writes += 1;
    this.words[existing === undefined ? this.words.length : existing - 1] = word;
  }
}
