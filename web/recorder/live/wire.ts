import { existsSync } from "node:fs";
import { join } from "node:path";
import { setImmediate as pause } from "node:timers/promises";
import { createTokenClient } from "../../../adapters/actions/token-client.ts";
import { createWorkspaceFiles } from "../../../adapters/data/workspace-files.ts";
import { ownerAndRepo } from "../../../adapters/github/api.ts";
import { endLeftOverCheck } from "../../../adapters/github/left-over-check.ts";
import { createLiveCheck } from "../../../adapters/github/live-check.ts";
import { tailHardware } from "../../../adapters/live/hardware-tail.ts";
import { createLiveFiles } from "../../../adapters/live/live-files.ts";
import { seldom } from "../../../adapters/live/seldom.ts";
import { systemTimer } from "../../../adapters/live/timer.ts";
import { writeLiveWord } from "../../../adapters/recorder/live-word.ts";
import { openTracked } from "../../../adapters/recorder/session.ts";
import { createRenderer } from "../../../adapters/render/renderer.ts";
import type { LiveOrder } from "../../../core/live/live-order.ts";
import { SESSION_FILES } from "../../../core/run/recorder-session.ts";
import { createRedactor } from "../../../core/run/redact.ts";
import { createLiveSource } from "../../../usecases/live-source.ts";
import { createLiveTracked } from "../../../usecases/live-tracked.ts";
import { type JobWatch, watchJob } from "../watch-job.ts";
import { whileThere } from "../while-there.ts";

/** Shows the job of an order from here on; `token` is that of the recorder's own door. */
export function startJobWatch(
  order: LiveOrder,
  { folder, token }: { readonly folder: string; readonly token: string },
): JobWatch {
  const { board, rhythm, secrets } = order;
  const redact = createRedactor([...secrets, board.token, token]);
  const place = { client: createTokenClient(board.token, board.api), ...ownerAndRepo(board.repository) };
  const tracked = createLiveTracked({ open: () => openTracked(folder), redact, pause });
  const files = createLiveFiles({
    ...order.files,
    startedAt: order.startedAt,
    output: null,
    files: createWorkspaceFiles(order.files.workspace),
  });
  const source = createLiveSource({
    parts: [tracked, files].map((part) => seldom(part, Date.now, rhythm.look)),
    params: new Map(),
    hardware: tailHardware(join(folder, SESSION_FILES.hardware)),
    clock: { now: () => new Date().toISOString() },
    redact,
  });
  return watchJob(order, (begin) => ({
    source,
    view: {
      board: whileThere(
        () => existsSync(folder),
        createLiveCheck({ ...place, mark: board.mark, again: board.again, onBegin: begin }),
      ),
      renderer: createRenderer({ server: board.server }),
    },
    timer: systemTimer,
    tell: (word) => writeLiveWord(folder, word),
    abandon: async () => {
      await endLeftOverCheck(place, board.mark);
    },
  }));
}
