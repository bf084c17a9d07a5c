import { describeGate } from "../../core/compare/gate.ts";
import { PedigreeError } from "../../core/errors.ts";
import { comparisonReport, type ReportInput } from "../../core/report/comparison-report.ts";
import { SUMMARY_DETAILS } from "../../core/report/detail.ts";
import { withoutCuts } from "../../core/report/section-parts.ts";
import { isHardwareMetric } from "../../core/run/hardware.ts";
import { createRedactor, redactDeep } from "../../core/run/redact.ts";
import { compareKept } from "../../usecases/compare-kept.ts";
import { compareSeveral } from "../../usecases/compare-several.ts";
import { type ComparedRun, findCompared, isVersion } from "../../usecases/find-compared.ts";
import { findVersion } from "../../usecases/find-version.ts";
import { renderComment } from "../../usecases/render-comment.ts";
import {
  type Arguments,
  type CliPorts,
  type Command,
  type CommandResult,
  DIRECTORY_OPTION,
  REGISTRY_OPTIONS,
  withRegistry,
} from "../command.ts";
import { comparisonText } from "../local/comparison-text.ts";
import { curveLines } from "../local/curve-lines.ts";
import { CONFIG_OPTION, GATE_OPTION, STORE_OPTION } from "../local/options.ts";
import type { LocalRuns } from "../local/ports.ts";
import { rankingText } from "../local/ranking-text.ts";
import { gateOf } from "../local/request.ts";
import { asideOf } from "../text.ts";

/** Everything: a terminal scrolls. */
const [FULL] = SUMMARY_DETAILS;

export const compareCommand: Command = {
  name: "compare",
  about:
    "compare a run with another one, with a version of a model, or with the newest finished run of its experiment on the main branch",
  positionals: [
    {
      name: "RUN",
      about:
        "latest, latest~1, an id, its beginning, or a name; or the run behind a version of a model: MODEL@STAGE, MODEL@VERSION",
    },
    {
      name: "WITH",
      about:
        "the run or version that it is compared with; several make a table of all, each held against RUN",
      optional: true,
      many: true,
    },
  ],
  options: [
    GATE_OPTION,
    CONFIG_OPTION,
    { name: "curves", about: "show the curves of both" },
    { name: "md", about: "as the Markdown of the comment on a pull request" },
    STORE_OPTION,
    DIRECTORY_OPTION,
    ...REGISTRY_OPTIONS,
  ],
  examples: [
    "pedigree compare latest",
    "pedigree compare latest latest~1 --curves",
    "pedigree compare latest big-batch --gate auc,loss",
    "pedigree compare latest churn@production --dir ../registry",
    "pedigree compare churn@3 churn@2 --dir ../registry",
    "pedigree compare latest latest~1 latest~2",
  ],
  run: async (args, ports) => {
    const { switches, values } = args;
    refuseTwoForms(switches);
    const runs = ports.openRuns(values.store, switches.has("json"));
    const notes: string[] = [];
    const note = (line: string) => notes.push(line);
    const [run, reference = null, ...others] = await findAll(args, ports, { runs, note });
    if (run === undefined) throw new PedigreeError("INTERNAL", "no run is compared");
    if (reference !== null && others.length > 0)
      return await ranking(args, { runs, notes }, [run, reference, ...others]);
    return await comparison(args, ports, { runs, run, reference, notes });
  },
};

/** The registry is opened only where a version is named. */
async function findAll(
  { positionals, values }: Arguments,
  ports: CliPorts,
  { runs: { store }, note }: { readonly runs: LocalRuns; readonly note: (line: string) => void },
): Promise<readonly ComparedRun[]> {
  if (!positionals.some(isVersion)) return await findCompared(store, positionals, refuseVersion, note);
  const files = await ports.curveFiles();
  const place = { folder: values.dir ?? ".", ref: values.ref };
  return await withRegistry(ports, place, (history) =>
    findCompared(store, positionals, (reference) => findVersion({ history, files }, reference), note),
  );
}

function refuseVersion(): never {
  throw new PedigreeError("INTERNAL", "a version is looked for without a registry");
}

async function ranking(
  { values, switches }: Arguments,
  { runs: local, notes }: { readonly runs: LocalRuns; readonly notes: readonly string[] },
  compared: readonly [ComparedRun, ...ComparedRun[]],
): Promise<CommandResult> {
  const found = [...(values.gate === undefined ? [] : ["--gate"]), ...(switches.has("md") ? ["--md"] : [])];
  if (found.length > 0)
    throw new PedigreeError("INPUT_INVALID", "this is for two runs", {
      subject: "pedigree compare",
      expected: "RUN and one WITH",
      found: `${compared.length} runs and ${found.join(" ")}`,
    });
  const [{ defaultBranch }, config] = await Promise.all([local.context([]), local.config(values.config)]);
  const metrics = await compareSeveral(local.store, compared, { defaultBranch, config });
  const runs = compared.map(({ run }) => run);
  return { json: { runs, metrics }, text: rankingText(runs, metrics), aside: asideOf(notes), status: 0 };
}

interface Compared {
  readonly runs: LocalRuns;
  readonly run: ComparedRun;
  readonly reference: ComparedRun | null;
  /** Records that cannot be read, where one of them may have been meant. */
  readonly notes: readonly string[];
}

async function comparison(
  { values, switches }: Arguments,
  ports: CliPorts,
  { runs, run, reference, notes }: Compared,
): Promise<CommandResult> {
  const [{ defaultBranch }, config] = await Promise.all([runs.context([]), runs.config(values.config)]);
  const plots = await plotsOf(run, switches, runs);
  const gate = gateOf(values.gate, config);
  const asked = { run, reference, defaultBranch, config, gate, plots: plots.value };
  const report = await compareKept(runs.store, asked);
  const shut = describeGate(report.gate);
  return {
    json: jsonOf(report),
    text: switches.has("md")
      ? withoutCuts(renderComment(await ports.renderer(), report, Number.POSITIVE_INFINITY))
      : textOf(report, ports, { curves: switches.has("curves") }),
    aside: asideOf([...notes.filter((note) => !report.notes.includes(note)), ...plots.warnings, ...shut]),
    status: shut.length > 0 ? 1 : 0,
  };
}

/** Only the comment draws them. The registry keeps none of a version. */
async function plotsOf({ run, version }: ComparedRun, switches: ReadonlySet<string>, runs: LocalRuns) {
  if (version !== null || !switches.has("md")) return { value: [], warnings: [] };
  const { value, warnings } = await runs.plots(runs.folderOf(run.id), run.files);
  return { value: redactDeep(value, createRedactor(runs.secrets)), warnings };
}

function textOf(report: ReportInput, { terminal }: CliPorts, show: { readonly curves: boolean }): string {
  const view = comparisonReport(report, FULL ?? { rows: 0, unchanged: true, others: 0, charts: 0, lines: 0 });
  const text = comparisonText(view, report.comparison.code, terminal);
  if (!show.curves) return text;
  const reference = report.baseline?.found === true ? report.baseline.curves : null;
  const names = report.comparison.metrics.map(({ name }) => name).filter((name) => !isHardwareMetric(name));
  return [text, "", ...curveLines(names, { now: report.curves, before: reference })].join("\n");
}

function jsonOf({ run, baseline, comparison, gate, notes }: ReportInput): unknown {
  const found = baseline?.found === true ? baseline : null;
  const reference = found?.run.id ?? null;
  const absent = baseline?.found === false ? baseline.reason : null;
  const version = found?.version === undefined ? {} : { version: found.version };
  return { run: run.id, reference, ...version, absent, ...comparison, gate, notes };
}

function refuseTwoForms(switches: ReadonlySet<string>): void {
  if (!switches.has("json") || !switches.has("md")) return;
  throw new PedigreeError("INPUT_INVALID", "more than one form", {
    subject: "pedigree compare",
    expected: "one of --json, --md",
    found: "--json --md",
  });
}
