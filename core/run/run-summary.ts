import type { z } from "zod";
import { type Run, runSchema } from "./run.ts";

const LONG = { notes: true, environment: true, files: true, sources: true, warnings: true } as const;

/** A record without its longest parts: what lists, searches and tables of many runs need. */
export const runSummarySchema = runSchema.omit(LONG);
export type RunSummary = z.infer<typeof runSummarySchema>;

const LONG_NAMES = [
  "notes",
  "environment",
  "files",
  "sources",
  "warnings",
] as const satisfies (keyof typeof LONG)[];

export function summarizeRun(run: Run): RunSummary {
  const summary: RunSummary & Partial<Run> = { ...run };
  for (const name of LONG_NAMES) delete summary[name];
  return summary;
}
