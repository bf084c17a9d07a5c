import { stat } from "node:fs/promises";
import { basename, dirname, join, matchesGlob } from "node:path";
import { PedigreeError } from "../../core/errors.ts";
import type { Discovery, DiscoveryRequest } from "../../core/ports/discovery.ts";
import type { ImportedRun, Importer, ImportFile } from "../../core/ports/importer.ts";
import type { ImportSource } from "../../core/run/import-source.ts";
import { MAX_RUN_POINTS } from "../../core/run/measurement.ts";
import { type Discovered, mergeSources } from "../../core/run/merge-sources.ts";
import { CLOCK_SLACK, describeUnclear, type Overlap, writerOf } from "../../core/run/overlap.ts";
import type { SourceFile } from "../../core/run/run.ts";
import { createImportFile, findFile, readHead, withoutNear } from "./import-file.ts";
import { type ImportMemory, type ImportReading, readDirectly } from "./import-memory.ts";
import { unreadableRest } from "./imported-run.ts";
import { IMPORTERS, LOG_IMPORTER } from "./importers.ts";
import { DEFAULT_WALK_LIMITS, type WalkLimits, walkFolder } from "./walk.ts";

/** Files that are read; a record could not name more either. */
const MAX_SOURCES = 1000;

/**
 * Searches a workspace for what training code wrote. Files that were there before the run began count only for formats
 * that describe inputs: a checkout may hold the results of earlier runs. A file that cannot be read is told, and the
 * others stay. With a memory, a search reads only what has changed since the one before. `most` is how many
 * points all files together may hold.
 */
export function createDiscovery(
  workspace: string,
  limits: WalkLimits = DEFAULT_WALK_LIMITS,
  memory?: ImportMemory,
  most: number = MAX_RUN_POINTS,
): Discovery {
  return {
    find: async (request) => {
      const since = await startOf(workspace, request);
      const { files, limits: reached } = walkFolder(workspace, limits);
      const warnings = reached.map((limit) => `discovery: only ${limit} of the workspace were searched`);
      const kept = files.filter(({ path }) => !request.ignore.some((pattern) => isIgnored(path, pattern)));
      const parted = partByWriter(
        request.overlap,
        await findCandidates(
          kept.map((facts) => createImportFile(workspace, facts, request.ended)),
          since,
        ),
      );
      const candidates = parted.own;
      const log = await findLog(request);
      const found = log === undefined ? candidates : [...candidates, log];
      const reading = memory?.look(files) ?? readDirectly;
      const { sources, leftOut, warnings: more } = await readAll(found, { since, reading, most });
      const merged = mergeSources(sources);
      const value: Discovered = { ...merged, sources: [...merged.sources, ...leftOut] };
      return { value, warnings: [...warnings, ...parted.warnings(), ...more] };
    },
  };
}

interface Candidate {
  readonly importer: Importer;
  readonly file: ImportFile;
}

/**
 * When the run began, as the times of files tell it. Where an earlier step trained, it is when the checkout ended:
 * git writes HEAD after the files.
 */
async function startOf(workspace: string, { startedAt }: DiscoveryRequest): Promise<number | null> {
  if (startedAt !== null) return Date.parse(startedAt) - CLOCK_SLACK;
  try {
    return (await stat(join(workspace, ".git", "HEAD"))).mtimeMs;
  } catch {
    return null;
  }
}

function isIgnored(path: string, pattern: string): boolean {
  return matchesGlob(path, pattern) || matchesGlob(path, `${pattern.replace(/\/$/, "")}/**`);
}

/** By the order of the importers, which is the order of precedence, and then by path. */
async function findCandidates(
  files: readonly ImportFile[],
  since: number | null,
): Promise<readonly Candidate[]> {
  const found: Candidate[] = [];
  for (const file of files) {
    const fresh = since === null || file.modified > since;
    const possible = IMPORTERS.filter(
      (importer) => (fresh || importer.scope === "any") && importer.paths.test(file.path),
    );
    if (possible.length === 0) continue;
    const head = readHead(file);
    const importer = head && possible.find((one) => one.detect(file.path, head));
    if (importer !== undefined) found.push({ importer, file });
  }
  const rank = (candidate: Candidate) => IMPORTERS.indexOf(candidate.importer);
  return found.toSorted((a, b) => rank(a) - rank(b));
}

interface Parted {
  readonly own: readonly Candidate[];
  /** To be asked for when the own ones were read: they may have led to more files. */
  readonly warnings: () => readonly string[];
}

/** Without the files that another run has written, or may have written, that went on at the same time. */
function partByWriter(overlap: Overlap | undefined, candidates: readonly Candidate[]): Parted {
  if (overlap === undefined) return { own: candidates, warnings: () => [] };
  const unclear = new Set<string>();
  const isLeftOut = (file: ImportFile) => {
    const writer = writerOf(file, overlap);
    if (writer === "unclear") unclear.add(file.path);
    return writer !== "own";
  };
  return {
    own: candidates
      .filter(({ file }) => !isLeftOut(file))
      .map(({ importer, file }) => ({ importer, file: withoutNear(file, isLeftOut) })),
    warnings: () => (unclear.size === 0 ? [] : [describeUnclear([...unclear], overlap)]),
  };
}

async function findLog({ output, ended }: DiscoveryRequest): Promise<Candidate | undefined> {
  if (output === null) return undefined;
  const file = findFile(dirname(output), basename(output), ended);
  return file === undefined ? undefined : { importer: LOG_IMPORTER, file };
}

interface Reading {
  readonly since: number | null;
  readonly reading: ImportReading;
  readonly most: number;
}

interface FoundSources {
  readonly sources: readonly ImportSource[];
  /** Files for whose points there is no room. */
  readonly leftOut: readonly SourceFile[];
  readonly warnings: readonly string[];
}

async function readAll(
  candidates: readonly Candidate[],
  { since, reading, most }: Reading,
): Promise<FoundSources> {
  const sources: ImportSource[] = [];
  const leftOut: SourceFile[] = [];
  const warnings: string[] = [];
  let room = most;
  for (const { importer, file } of candidates.slice(0, MAX_SOURCES)) {
    if (room === 0) {
      warnings.push(`${file.path}: left out, the files before it hold ${most} points`);
      leftOut.push({ path: file.path, format: importer.name, partial: true, metrics: [], params: [] });
      continue;
    }
    try {
      for (const read of await reading(importer, file, { since })) {
        const run = within(room, read, file.path);
        room -= run.measurements.length;
        if (!isEmpty(run)) sources.push({ path: file.path, format: importer.name, run });
        warnings.push(...run.problems.map((problem) => problem.message));
      }
    } catch (error) {
      warnings.push(describeFailure(file, error));
    }
  }
  if (candidates.length > MAX_SOURCES) {
    warnings.push(`discovery: only ${MAX_SOURCES} of ${candidates.length} files were read`);
  }
  return { sources, leftOut, warnings };
}

/** A run with no more points than there is room for. */
function within(room: number, run: ImportedRun, subject: string): ImportedRun {
  if (run.measurements.length <= room) return run;
  const expected = `room for ${run.measurements.length} points`;
  const found = `the files before it leave room for ${room}`;
  const rest = unreadableRest(subject, { expected, found });
  return {
    ...run,
    measurements: run.measurements.slice(0, room),
    partial: true,
    problems: [...run.problems, rest],
  };
}

function isEmpty({
  measurements,
  params,
  data,
  tags,
  partial,
  notebooks = [],
  plots = [],
}: ImportSource["run"]): boolean {
  if (notebooks.length > 0 || plots.length > 0) return false;
  return measurements.length === 0 && params.size === 0 && data.length === 0 && tags.length === 0 && !partial;
}

function describeFailure(file: ImportFile, error: unknown): string {
  if (error instanceof PedigreeError) return error.message;
  const reason = error instanceof Error ? error.message : String(error);
  return `${file.path}: cannot be imported: ${reason.replace(/\s+/g, " ").slice(0, 200)}`;
}
