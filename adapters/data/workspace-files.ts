import { readFile, stat } from "node:fs/promises";
import type { DataVersion } from "../../core/data/data-version.ts";
import { PedigreeError } from "../../core/errors.ts";
import type { Noted, WorkspaceFiles } from "../../core/ports/recording.ts";
import type { TellWork } from "../../core/ports/work.ts";
import { MAX_RUN_POINTS } from "../../core/run/measurement.ts";
import { joinNamedFiles, type NamedFile } from "../../core/run/named-files.ts";
import type { ParamValue, RecordedFile } from "../../core/run/run.ts";
import { openMeter } from "./byte-meter.ts";
import { copyMatch } from "./copy-match.ts";
import { readDataVersion } from "./data-version-reader.ts";
import { expandPatterns, type Match, reasonOf } from "./glob.ts";

/** Metrics files are read whole. */
export const MAX_METRICS_BYTES = 64 * 1024 * 1024;

/** Parameters are written by people or by a script's arguments. */
export const MAX_PARAMS_BYTES = 1024 * 1024;

/** A record names at most so many data versions (core/run/run.ts). */
const MAX_RECORDED = 10_000;

/**
 * The files that a training step left in the workspace folder. Where somebody watches, it tells what it hashes. Of metrics
 * `most` points are read, in all files.
 */
export function createWorkspaceFiles(
  workspace: string,
  tell?: TellWork,
  most: number = MAX_RUN_POINTS,
): WorkspaceFiles {
  return {
    data: (patterns) => readData(workspace, patterns, tell),
    measurements: async (patterns) => {
      if (patterns.length === 0) return { value: [], warnings: [] };
      const [{ importMetrics }, { Points }] = await Promise.all([
        import("../importers/metrics.ts"),
        import("../importers/points.ts"),
      ]);
      const warnings: string[] = [];
      const points = new Points(most);
      const files = await readTexts(
        { workspace, patterns, limit: MAX_METRICS_BYTES, what: "metrics" },
        (text, path): NamedFile => {
          const before = points.list.length;
          if (!points.isCut) {
            const { measurements, problems } = importMetrics(text, path);
            warnings.push(...problems.map((problem) => problem.message));
            points.addAll(measurements);
          }
          warnings.push(...points.problems(path).map((problem) => problem.message));
          return { path, measurements: points.list.slice(before) };
        },
      );
      return { value: joinNamedFiles(files.value), warnings: [...files.warnings, ...warnings] };
    },
    params: async (patterns) => {
      if (patterns.length === 0) return { value: new Map(), warnings: [] };
      const { importParams } = await import("../importers/params.ts");
      const files = await readTexts(
        { workspace, patterns, limit: MAX_PARAMS_BYTES, what: "params" },
        importParams,
      );
      const value: ReadonlyMap<string, ParamValue> = new Map(
        files.value.flatMap((params) => Array.from(params)),
      );
      return { value, warnings: files.warnings };
    },
    copy: async (patterns, target) => {
      const { matches, warnings } = await expandPatterns(workspace, patterns);
      const meter = await openMeter(matches, `copying ${target.role}s`, tell);
      const copied = await eachMatch(matches, (match) => copyMatch(match, { ...target, meter }));
      const value: readonly RecordedFile[] = copied.value.flatMap((result) => result.value);
      const more = copied.value.flatMap((result) => result.warnings);
      return { value, warnings: [...warnings, ...copied.warnings, ...more] };
    },
  };
}

interface TextRequest {
  readonly workspace: string;
  readonly patterns: readonly string[];
  readonly limit: number;
  readonly what: string;
}

async function readTexts<T>(
  request: TextRequest,
  parse: (text: string, path: string) => T,
): Promise<Noted<readonly T[]>> {
  const { matches, warnings } = await expandPatterns(request.workspace, request.patterns);
  const read = await eachMatch(
    matches.filter((match) => !match.folder),
    async (match) => parse(await readBounded(match, request), match.path),
  );
  const folders = matches
    .filter((match) => match.folder)
    .map((match) => `${match.path || "."}: a folder, expected a file`);
  return { value: read.value, warnings: [...warnings, ...folders, ...read.warnings] };
}

async function readBounded(match: Match, { limit, what }: TextRequest): Promise<string> {
  const { size } = await stat(match.real);
  if (size > limit) {
    throw new PedigreeError("FILE_TOO_LARGE", `${what} cannot be read`, {
      subject: match.path,
      expected: `at most ${limit} bytes`,
      found: `${size} bytes`,
    });
  }
  return await readFile(match.real, "utf8");
}

async function readData(
  workspace: string,
  lines: readonly string[],
  tell: TellWork | undefined,
): Promise<Noted<readonly DataVersion[]>> {
  const value: DataVersion[] = [];
  const warnings: string[] = [];
  for (const role of ["training", "evaluation", "other"] as const) {
    const patterns = lines
      .map(parseDataLine)
      .filter((line) => line.role === role || line.pattern.startsWith("!"));
    if (patterns.every((line) => line.pattern.startsWith("!"))) continue;
    const found = await expandPatterns(
      workspace,
      patterns.map((line) => line.pattern),
    );
    const meter = await openMeter(found.matches, `hashing data (${role})`, tell);
    const read = await eachMatch(found.matches, (match) => readDataVersion(match, role, meter));
    value.push(...read.value.map((result) => result.version));
    warnings.push(...found.warnings, ...read.warnings, ...read.value.flatMap((result) => result.warnings));
  }
  if (value.length > MAX_RECORDED)
    warnings.push(`data: only ${MAX_RECORDED} of ${value.length} files are recorded`);
  return { value: value.slice(0, MAX_RECORDED), warnings };
}

/** `evaluation: data/test.csv` → role and pattern; without a role it is training data. */
export function parseDataLine(line: string): { role: DataVersion["role"]; pattern: string } {
  const match = /^(training|evaluation|other):\s+(.+)$/.exec(line);
  if (match?.[2] === undefined) return { role: "training", pattern: line };
  return {
    role: match[1] === "evaluation" || match[1] === "other" ? match[1] : "training",
    pattern: match[2],
  };
}

/** One match after the other, so that memory and open files stay bounded; a failure is a warning of its own. */
async function eachMatch<T>(
  matches: readonly Match[],
  read: (match: Match) => Promise<T>,
): Promise<Noted<readonly T[]>> {
  const value: T[] = [];
  const warnings: string[] = [];
  for (const match of matches) {
    try {
      value.push(await read(match));
    } catch (error) {
      const known = error instanceof PedigreeError;
      warnings.push(known ? error.message : `${match.path}: cannot be read: ${reasonOf(error)}`);
    }
  }
  return { value, warnings };
}
