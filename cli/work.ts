import type { HistoryCommit, RegistryHistory } from "../core/ports/registry-history.ts";
import type { RegistryObjects } from "../core/ports/registry-objects.ts";
import type { TellWork, WorkTold } from "../core/ports/work.ts";
import { formatBytes } from "../core/report/numbers.ts";
import { roughText } from "../core/report/time-text.ts";
import type { Terminal } from "./terminal.ts";
import { visible } from "./text.ts";

/** What is over by then needs no word. */
const QUIET_MS = 400;
/** As often as an eye follows. */
const EVERY_MS = 100;
/** From a shorter time nobody can tell how much is left. */
const PACE_MS = 1_500;

/** Shows work on one line that is written over: its share, and the time that is left where the whole is known. */
export function createWorkTeller({ progress, now }: Pick<Terminal, "progress" | "now">): TellWork {
  let began = { what: "", at: 0, done: 0 };
  let shownAt = Number.NEGATIVE_INFINITY;
  return (told) => {
    const at = now();
    if (told.what !== began.what || told.done < began.done) began = { what: told.what, at, done: told.done };
    const took = at - began.at;
    if (took < QUIET_MS || at - shownAt < EVERY_MS) return;
    shownAt = at;
    progress(workLine(told, secondsLeft(told, { took, done: told.done - began.done })));
  };
}

/** `pedigree: hashing data: 43 % of 2.8 GB, about 12 s left`. */
export function workLine({ what, done, total, unit, beside }: WorkTold, left: number | null): string {
  const amount = (number: number) => (unit === "bytes" ? formatBytes(number) : `${number} ${unit}`);
  const share = total === undefined || total === 0 ? null : Math.min(100, Math.floor((done / total) * 100));
  const far = share === null ? amount(done) : `${share} % of ${amount(total ?? done)}`;
  const rest = left === null ? [] : [`about ${roughText(left)} left`];
  return visible(
    `pedigree: ${[`${what}: ${far}`, ...(beside === undefined ? [] : [beside]), ...rest].join(", ")}`,
  );
}

function secondsLeft(
  { done, total }: WorkTold,
  pace: { readonly took: number; readonly done: number },
): number | null {
  if (total === undefined || done >= total || pace.done <= 0 || pace.took < PACE_MS) return null;
  return ((total - done) * pace.took) / pace.done / 1000;
}

/** A history that tells how many of its commits were read; what reads only a folder's does not know how many there will be. */
export function toldHistory(
  history: RegistryHistory & RegistryObjects,
  total: number | undefined,
  tell: TellWork,
): RegistryHistory & RegistryObjects {
  return {
    faults: () => history.faults(),
    ref: history.ref,
    tip: history.tip,
    tree: (commit, under) => history.tree(commit, under),
    blobAt: (commit, path) => history.blobAt(commit, path),
    readText: (blob) => history.readText(blob),
    readBytes: (blob) => history.readBytes(blob),
    commits: async function* (under): AsyncGenerator<HistoryCommit> {
      let done = 0;
      const whole = under === undefined && total !== undefined ? { total } : {};
      for await (const commit of history.commits(under)) {
        yield commit;
        done += 1;
        tell({
          what: under === undefined ? "reading the history" : `reading ${under}`,
          done,
          ...whole,
          unit: "commits",
        });
      }
    },
  };
}
