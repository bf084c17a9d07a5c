import { stat } from "node:fs/promises";
import { posix } from "node:path";
import type { TellWork } from "../../core/ports/work.ts";
import type { Match } from "./glob.ts";
import { listFolder } from "./list-folder.ts";

/** Told how many bytes were read, piece by piece. */
export type ByteMeter = (bytes: number) => void;

/** A meter of what these matches hold; where nobody watches, nothing is looked at for it. */
export async function openMeter(
  matches: readonly Match[],
  what: string,
  tell: TellWork | undefined,
): Promise<ByteMeter | undefined> {
  if (tell === undefined) return undefined;
  let [done, total] = [0, 0];
  for (const match of matches) total += await sizeOf(match);
  return (bytes) => {
    done += bytes;
    tell({ what, done, total, unit: "bytes" });
  };
}

/** What cannot be read is told by whoever reads it. */
async function sizeOf({ real, folder }: Match): Promise<number> {
  try {
    if (!folder) return (await stat(real)).size;
    let sum = 0;
    for await (const { path, refusal } of listFolder(real))
      if (refusal === null) sum += (await stat(posix.join(real, path))).size;
    return sum;
  } catch {
    return 0;
  }
}
