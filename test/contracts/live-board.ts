import { beforeEach, describe, expect, it } from "vitest";
import { type LiveBoard, MAX_PAGE_CHARACTERS } from "../../core/ports/live.ts";

/** What stands on a board for everybody to see. */
export interface SeenPage {
  readonly title: string;
  readonly text: string;
  /** Null while the training runs. */
  readonly conclusion: string | null;
}

export interface LiveBoardSubject {
  readonly board: LiveBoard;
  /** Every page there is, as people see it. */
  seen(): Promise<readonly SeenPage[]>;
}

/** What every implementation of the port must do; run on the memory one and on the adapter. */
export function liveBoardContract(make: () => Promise<LiveBoardSubject> | LiveBoardSubject): void {
  describe("a live board", () => {
    let subject: LiveBoardSubject;
    const page = (text: string) => ({ title: `Training · ${text}`, text: `**${text}**` });

    beforeEach(async () => {
      subject = await make();
    });

    it("is not there before the first page, and not made for the last one", async () => {
      expect(await subject.board.close(page("over"), "success")).toMatchObject({ kind: "shown" });
      expect(await subject.seen()).toEqual([]);
    });

    it("shows one page after the other in one place", async () => {
      expect(await subject.board.show(page("one"))).toMatchObject({ kind: "shown" });
      expect(await subject.board.show(page("two"))).toMatchObject({ kind: "shown" });
      expect(await subject.seen()).toEqual([{ ...page("two"), conclusion: null }]);
    });

    it.each(["success", "failure", "cancelled", "neutral"] as const)("ends in %s", async (conclusion) => {
      await subject.board.show(page("one"));
      await subject.board.close(page("over"), conclusion);
      expect(await subject.seen()).toEqual([{ ...page("over"), conclusion }]);
    });

    it("is not opened again by a page that comes late", async () => {
      await subject.board.show(page("one"));
      await subject.board.close(page("over"), "success");
      await subject.board.show(page("late"));
      expect((await subject.seen())[0]?.conclusion).toBe("success");
    });

    it("takes the longest page", async () => {
      const text = "é".repeat(MAX_PAGE_CHARACTERS);
      expect(await subject.board.show({ title: "t", text })).toMatchObject({ kind: "shown" });
    });
  });
}
