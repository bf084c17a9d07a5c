import type { LiveBoard, LiveConclusion, LivePage, Shown } from "../../core/ports/live.ts";
import type { SeenPage } from "../contracts/live-board.ts";

/** A live board in memory. */
export class MemoryLiveBoard implements LiveBoard {
  /** Every page that was shown, in order. */
  readonly shown: SeenPage[] = [];
  /** Answers to give in place of taking a page, one each. */
  readonly answers: Shown[] = [];
  asked = 0;

  get current(): SeenPage | undefined {
    return this.shown.at(-1);
  }

  async show(page: LivePage): Promise<Shown> {
    return this.#take({ ...page, conclusion: this.current?.conclusion ?? null });
  }

  async close(page: LivePage, conclusion: LiveConclusion): Promise<Shown> {
    return this.current === undefined ? { kind: "shown", left: null } : this.#take({ ...page, conclusion });
  }

  #take(page: SeenPage): Shown {
    this.asked += 1;
    const answer = this.answers.shift();
    if (answer !== undefined) return answer;
    this.shown.push(page);
    return { kind: "shown", left: null };
  }
}
