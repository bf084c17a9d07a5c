import { stat } from "node:fs/promises";
import { areSeveral } from "../../core/live/several-runs.ts";
import type { LivePart } from "../../core/ports/live.ts";
import type { WorkspaceFiles } from "../../core/ports/recording.ts";
import type { Measurement } from "../../core/run/measurement.ts";
import { type Discovered, NOTHING_DISCOVERED, withoutNamed } from "../../core/run/merge-sources.ts";
import type { Overlap } from "../../core/run/overlap.ts";
import type { ParamValue } from "../../core/run/run.ts";
import { expandPatterns } from "../data/glob.ts";
import { createDiscovery } from "../importers/discovery.ts";
import { ImportMemory } from "../importers/import-memory.ts";
import { DEFAULT_WALK_LIMITS } from "../importers/walk.ts";
import { type LogTail, tailLog } from "./log-tail.ts";
import { createWholeSeries } from "./whole-series.ts";

export interface LiveFilesOptions {
  readonly workspace: string;
  /** When the command began, ISO 8601. */
  readonly startedAt: string;
  /** What the command prints; null where there is none. */
  readonly output: string | null;
  /** Whether the workspace is searched. */
  readonly search: boolean;
  /** Patterns that are left out of the search. */
  readonly ignore: readonly string[];
  /** Patterns of files that were named; what is named is taken from there alone. */
  readonly metrics: readonly string[];
  readonly params: readonly string[];
  readonly files: WorkspaceFiles;
  /** Runs that go on in the workspace at the same time; left out where nobody knows of any. */
  readonly overlap?: () => Promise<Overlap | undefined>;
}

/** What training code writes to disk and prints, read again and again while it grows. */
export function createLiveFiles(options: LiveFilesOptions): LivePart {
  const log = options.output === null ? NO_LOG : tailLog(options.output);
  const memory = new ImportMemory();
  const discovery = createDiscovery(options.workspace, DEFAULT_WALK_LIMITS, memory);
  const metrics = unlessUnchanged(options, options.metrics, (patterns) =>
    options.files.measurements(patterns),
  );
  const params = unlessUnchanged(options, options.params, (patterns) => options.files.params(patterns));
  const search = async () => {
    if (!options.search) return NOTHING_DISCOVERED;
    const { startedAt, ignore } = options;
    const overlap = await options.overlap?.();
    const beside = overlap === undefined ? {} : { overlap };
    return (await discovery.find({ startedAt, output: null, ignore, ended: false, ...beside })).value;
  };
  const tell = createWholeSeries();
  return {
    read: async (take) => {
      const found = withoutNamed(await search(), {
        metrics: options.metrics.length > 0,
        params: options.params.length > 0,
        data: true,
      });
      const printed = options.search && options.metrics.length === 0 ? await log.read() : [];
      const named = { metrics: await metrics(), params: await params() };
      const { measurements, ...finds } = findsOf(found, { printed, ...named });
      return { ...finds, metrics: tell(measurements, take) };
    },
  };
}

const NO_LOG: LogTail = { read: () => Promise.resolve([]) };

interface Named {
  readonly printed: readonly Measurement[];
  readonly metrics: readonly Measurement[] | undefined;
  readonly params: ReadonlyMap<string, ParamValue> | undefined;
}

/** As the record does it: what was printed is rounded, and counts only where no file tells of the metric. */
function findsOf(found: Discovered, { printed, metrics = [], params = new Map() }: Named) {
  const known = new Set(found.measurements.map(({ metric }) => metric));
  return {
    measurements: [...found.measurements, ...printed.filter(({ metric }) => !known.has(metric)), ...metrics],
    params: new Map([...found.params, ...params]),
    totalSteps: found.totalSteps ?? null,
    several: areSeveral(found.sources),
  };
}

/** Reads the files of patterns only when one of them has changed. Nothing where there are no patterns, or no file yet. */
function unlessUnchanged<T>(
  { workspace }: LiveFilesOptions,
  patterns: readonly string[],
  read: (patterns: readonly string[]) => Promise<{ readonly value: T }>,
): () => Promise<T | undefined> {
  let mark = "";
  let value: T | undefined;
  return async () => {
    if (patterns.length === 0) return undefined;
    const { matches } = await expandPatterns(workspace, patterns);
    const facts = await Promise.all(
      matches.map(async ({ path, real }) => {
        const { size, mtimeMs } = await stat(real).catch(() => ({ size: 0, mtimeMs: 0 }));
        return `${path} ${size} ${mtimeMs}`;
      }),
    );
    const now = facts.join("\n");
    if (now === mark) return value;
    value = matches.length === 0 ? undefined : (await read(patterns)).value;
    mark = now;
    return value;
  };
}
