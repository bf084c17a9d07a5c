import { formatBytes, formatNumber } from "../../core/report/numbers.ts";
import { PLOT_KINDS } from "../../core/report/plot-figures.ts";
import { sparkLine } from "../../core/report/spark-line.ts";
import { durationText } from "../../core/report/time-text.ts";
import { UNKNOWN_ENVIRONMENT as UNKNOWN } from "../../core/run/environment.ts";
import { isHardwareMetric } from "../../core/run/hardware.ts";
import type { Curves } from "../../core/run/metric.ts";
import type { NamedPlot } from "../../core/run/plot.ts";
import { isDrawing } from "../../core/run/plot-paths.ts";
import type { RecordedFile, Run } from "../../core/run/run.ts";
import { secondsOf } from "../../core/run/search-runs.ts";
import type { Terminal } from "../terminal.ts";
import { columns, visible } from "../text.ts";

const CURVE_WIDTH = 24;
/** Packages are hundreds, and `--json` has them all. */
const MAX_LISTED = 200;

const MAX_SHOWN = 120;

export interface ShownRun {
  readonly run: Run;
  readonly curves: Curves;
  readonly plots: readonly NamedPlot[];
}

/** A run in full, for a terminal. */
export function runText({ run, curves, plots }: ShownRun, { paint }: Pick<Terminal, "paint">): string {
  const title = [run.id, run.name ?? "", run.status].filter((part) => part !== "").join("  ");
  const parts: readonly (readonly [string, readonly (readonly string[])[]])[] = [
    ["", factsOf(run)],
    ["Metrics", metricRows(run, curves, (name) => !isHardwareMetric(name))],
    ["Parameters", Object.entries(run.params).map(([name, value]) => [name, cut(String(value))])],
    [
      "Data",
      run.data.map(({ name, role, scheme, id, bytes }) => [
        name,
        role,
        `${scheme} ${id}`,
        // MLflow's clients do not tell how many there are.
        scheme === "mlflow" ? "" : formatBytes(bytes),
      ]),
    ],
    ["Environment", environmentRows(run)],
    ["Use of the machine", metricRows(run, curves, isHardwareMetric)],
    ["Plots", plots.map(({ path, plot }) => [path, PLOT_KINDS[plot.pedigree], plot.title ?? ""])],
    ["Drawings", fileRows(run, ({ path }) => isDrawing(path))],
    ["Files", fileRows(run, ({ path }) => !isDrawing(path))],
    ["Warnings", run.warnings.map((warning) => [warning])],
  ];
  const body = parts.flatMap(([heading, rows]) => {
    if (rows.length === 0) return [];
    const shown = columns(padded(rows.slice(0, MAX_LISTED))).map((line) => `  ${line}`);
    const more = rows.length > MAX_LISTED ? [`  and ${rows.length - MAX_LISTED} more; --json has all`] : [];
    return ["", ...(heading === "" ? [] : [paint("bold", heading)]), ...shown, ...more];
  });
  return [paint("bold", visible(title)), ...body].join("\n");
}

/** A value may have thousands of characters. */
function cut(text: string): string {
  if (text.length <= MAX_SHOWN) return text;
  return `${text.slice(0, MAX_SHOWN)}… ${text.length} characters; --json has all`;
}

function fileRows({ files }: Run, isShown: (file: RecordedFile) => boolean): readonly (readonly string[])[] {
  return files.filter(isShown).map(({ path, role, bytes }) => [path, role, formatBytes(bytes)]);
}

function factsOf(run: Run): readonly (readonly string[])[] {
  const { experiment, baseModels, tags, notes, source, command, startedAt, resources, stopped } = run;
  const commit = source.commit === null ? "" : `${source.commit}${source.dirty ? ", with changes" : ""}`;
  const facts: readonly (readonly [string, string | null])[] = [
    ["experiment", experiment],
    ["command", command?.line ?? null],
    ["exit status", command === null ? null : String(command.exitCode ?? command.signal ?? "unknown")],
    ["stopped early", stopped === undefined ? null : stoppedText(stopped)],
    ["started", startedAt],
    ["took", durationText(secondsOf(run))],
    ["CPU", resources.cpuSeconds === null ? null : durationText(resources.cpuSeconds)],
    ["memory", resources.peakMemoryBytes === null ? null : formatBytes(resources.peakMemoryBytes)],
    ["branch", source.branch],
    ["commit", commit],
    ["base models", baseModels === undefined ? null : baseModels.join(", ") || "none"],
    ["tags", tags.join(", ")],
    ["notes", notes === null ? null : cut(notes.trim().replaceAll(/\s*\n\s*/g, " / "))],
  ];
  return facts.flatMap(([name, value]) => (value === null || value === "" ? [] : [[name, value]]));
}

function stoppedText({ condition, step, values }: NonNullable<Run["stopped"]>): string {
  const read = Object.entries(values).map(([name, value]) => `${name} = ${value}`);
  return `${step === null ? "" : `at step ${step}, `}${condition}: ${read.join(", ")}`;
}

function metricRows(
  run: Run,
  curves: Curves,
  isShown: (name: string) => boolean,
): readonly (readonly string[])[] {
  const shown = Object.entries(run.metrics).filter(([name]) => isShown(name));
  return shown.map(([name, { last, min, max, count }]) => [
    name,
    formatNumber(last),
    sparkLine(
      (curves.get(name) ?? []).map(({ value }) => value),
      CURVE_WIDTH,
    ),
    count === 1 ? "" : `${formatNumber(min)} to ${formatNumber(max)}`,
  ]);
}

/** Of a machine that nobody described, as that of an imported run, nothing is shown: it had more than no memory. */
function environmentRows({ environment }: Run): readonly (readonly string[])[] {
  const { os, architecture, cpu, memoryBytes, gpus, container, runtimes, packages } = environment;
  return [
    ...(os === UNKNOWN.os ? [] : [["system", `${os}, ${architecture}`]]),
    ...(cpu.cores === UNKNOWN.cpu.cores ? [] : [["processor", `${cpu.model}, ${cpu.cores} cores`]]),
    ...(memoryBytes === UNKNOWN.memoryBytes ? [] : [["memory", formatBytes(memoryBytes)]]),
    ...gpus.map(({ name }) => ["gpu", name]),
    ...(container === null ? [] : [["container", container]]),
    ...Object.entries(runtimes),
    ...(Object.keys(packages).length === 0
      ? []
      : [["packages", `${Object.keys(packages).length}; --json lists them`]]),
  ];
}

/** Every row as long as the longest: the first decides how many columns there are. */
function padded(rows: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const width = Math.max(...rows.map((row) => row.length));
  return rows.map((row) => [...row, ...Array.from({ length: width - row.length }, () => "")]);
}
