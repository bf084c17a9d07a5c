import { CONCLUSIONS, liveEnd } from "../../core/live/live-end.ts";
import type { LiveMark } from "../../core/live/live-mark.ts";
import type { LiveWord } from "../../core/live/live-word.ts";
import type { Recorder } from "../../core/ports/recorder.ts";
import type { PageSubject } from "../../usecases/live-page.ts";
import { describeTrouble } from "../../usecases/warnings.ts";
import type { JobEnd } from "./ports.ts";
import { subjectOf } from "./subject.ts";
import {
  type LiveEnding,
  type LiveParts,
  type LiveRequest,
  tellOf,
  unwatchedParts,
  type Watchable,
} from "./watch.ts";

/** Without a word of it a check may be there: a recorder that was killed left none. */
const UNKNOWN: LiveWord = { begun: true, refused: null, notes: [] };

/**
 * The end of a job that its recorder has shown. The recorder has ended before the record is made, so that nothing is written
 * after the last page. What cannot be ended here stays in the memory.
 */
export function jobEndParts(ports: Watchable, { inputs, request, page }: LiveRequest): LiveParts {
  const { host, live, recorder = null, commands } = ports;
  const end = live?.end;
  const mark = end?.memory.recall() ?? null;
  if (end === undefined || mark === null || recorder === null) return unwatchedParts(ports);
  let word = UNKNOWN;
  const heard = whenEnded(recorder, (folder) => {
    word = end.word(folder) ?? UNKNOWN;
  });
  return {
    parts: { commands, recorder: heard },
    close: async (ending) => {
      const { startedAt } = request;
      if (!word.begun || word.refused !== null) end.memory.keep(null);
      else if (ending.recorded !== null && startedAt !== undefined) {
        const subject = { ...subjectOf(inputs, request, { startedAt, page }), stopWhen: null };
        const trouble = await showEnd(end, mark, { subject, ending });
        if (trouble === null) end.memory.keep(null);
        else host.info(`Pedigree: live view: ${trouble}`);
      }
      return tellOf(host, inputs, word);
    },
  };
}

interface LastWords {
  readonly subject: PageSubject;
  readonly ending: LiveEnding;
}

/** Shows the last page. What went wrong; null when nothing did. */
async function showEnd(end: JobEnd, mark: LiveMark, { subject, ending }: LastWords): Promise<string | null> {
  const { recorded, gate, links } = ending;
  const result = liveEnd(recorded?.run ?? null, gate);
  try {
    const [opened, { lastPage }] = await Promise.all([end.open(mark), import("../../usecases/live-page.ts")]);
    if (opened === null) return "there is nothing to write to";
    const ended = { end: result, recorded, links };
    const last = lastPage(opened.renderer, subject, { seen: null, ending: ended });
    const shown = last === null ? null : await opened.board.close(last, CONCLUSIONS[result]);
    return shown === null || shown.kind === "shown" ? null : shown.reason;
  } catch (error) {
    return describeTrouble("last page", error);
  }
}

/** Looks into the recorder's folder when it has ended, before the folder goes. */
function whenEnded(recorder: Recorder, look: (folder: string) => void): Recorder {
  return {
    open: async () => {
      const { value: session, warnings } = await recorder.open();
      if (session === null) return { value: null, warnings };
      const close = async () => {
        const gathered = await session.close();
        look(session.folder);
        return gathered;
      };
      return { value: { ...session, close }, warnings };
    },
  };
}
