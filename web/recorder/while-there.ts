import type { LiveBoard, Shown } from "../../core/ports/live.ts";

const GONE: Shown = { kind: "refused", reason: "live view: the session's folder is gone" };

/**
 * A board that takes pages only as long as the recorder can be found. Who ends the job finds it by its folder: without one
 * nobody can end it, and it must not write after them.
 */
export function whileThere(isThere: () => boolean, board: LiveBoard): LiveBoard {
  return {
    show: async (page) => (isThere() ? await board.show(page) : GONE),
    close: (page, conclusion) => board.close(page, conclusion),
  };
}
