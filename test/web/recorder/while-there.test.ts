import { expect, test } from "vitest";
import { whileThere } from "../../../web/recorder/while-there.ts";
import { liveBoardContract } from "../../contracts/live-board.ts";
import { MemoryLiveBoard } from "../../support/memory-live-board.ts";

const PAGE = { title: "Training", text: "" };

liveBoardContract(() => {
  const board = new MemoryLiveBoard();
  return {
    board: whileThere(() => true, board),
    seen: async () => (board.current === undefined ? [] : [board.current]),
  };
});

test("a recorder that nobody can find writes nothing any more", async () => {
  const memory = new MemoryLiveBoard();
  let isThere = true;
  const board = whileThere(() => isThere, memory);
  await board.show(PAGE);
  isThere = false;
  expect(await board.show({ ...PAGE, title: "late" })).toMatchObject({ kind: "refused" });
  expect(memory.shown).toHaveLength(1);
});
