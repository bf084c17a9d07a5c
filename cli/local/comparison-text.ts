import type { CodeChange } from "../../core/compare/comparison.ts";
import type { ReportView } from "../../core/report/comparison-report.ts";
import type { MetricRow, MetricTable } from "../../core/report/comparison-table.ts";
import type { GateView } from "../../core/report/gate-view.ts";
import { formatChange, formatNumber, formatPercent } from "../../core/report/numbers.ts";
import type { WhyLine } from "../../core/report/why-different.ts";
import type { Terminal } from "../terminal.ts";
import { columns, visible } from "../text.ts";

/** A comparison for a terminal; the same view as the comment's, and the code, which needs no link here. */
export function comparisonText(
  view: ReportView,
  code: CodeChange,
  { paint }: Pick<Terminal, "paint">,
): string {
  const { headline, counts, baselineAbsent, footer, why, goals, gate, stopped } = view;
  const named = view.againstVersion === null ? "" : ` (${view.againstVersion})`;
  const against =
    footer.baselineRun === null ? [] : [`against ${footer.baselineRun}${named} of ${footer.baselineDate}`];
  const lines = [
    paint("bold", visible(`${headline.icon} ${headline.text}${counts === "" ? "" : `: ${counts}`}`)),
    visible([`run ${footer.run}`, ...against, `in ${view.experiment}`].join(" ")),
    ...(baselineAbsent === null ? [] : [visible(`${baselineAbsent.text} ${baselineAbsent.branch}`.trim())]),
    ...(stopped === null
      ? []
      : [visible(`stopped early${stopped.at}, because ${stopped.condition} was true`)]),
    ...section("", tableLines(view.table, paint)),
    ...section("Other metrics", tableLines(view.others, paint)),
    ...section("Slices", tableLines(view.slices, paint)),
    ...basisLines(view),
    ...section(why === null ? "What differs" : `${why.title} ${why.counts}`.trim(), whyLines(why, code)),
    ...view.notebooks.flatMap(({ name, text }) =>
      section(
        visible(`Changed code of ${name}`),
        text.split("\n").map((line) => visible(`  ${line.replaceAll("\t", "  ")}`)),
      ),
    ),
    ...section(
      "Goals that differ",
      (goals?.lines ?? []).map(({ name, before, after }) =>
        visible(`  ${name}: ${before ?? "none"} → ${after ?? "none"}`),
      ),
    ),
    ...(gate === null ? [] : gateLines(gate)),
    ...section(
      "Notes",
      view.notes.map((note) => `  ${visible(note)}`),
    ),
  ];
  return lines.join("\n");
}

function gateLines({ icon, text, ungated }: GateView): readonly string[] {
  const names = ungated.map(visible).join(", ");
  const beside =
    names === "" ? [] : [`⚠️ not gated, as no metric of either run answers to these goals: ${names}`];
  return ["", `${icon} The gate ${visible(text)}`, ...beside];
}

/** What the judgement rests on, and what keeps it from meaning what it seems to. */
function basisLines({ compared, basis, cautions, referenceStopped: other }: ReportView): readonly string[] {
  const early =
    other === null
      ? []
      : [
          `⏹️ a rule ended the training of ${other.against} early${other.at}, because ${other.condition} was true`,
        ];
  return [
    ...(compared && basis !== "" ? ["", basis] : []),
    ...cautions.map((caution) => `⚠️ ${caution}`),
    ...early.map(visible),
  ];
}

function section(title: string, lines: readonly string[]): readonly string[] {
  if (lines.length === 0) return [];
  return ["", ...(title === "" ? [] : [title]), ...lines];
}

const TITLES = ["metric", "now", "before", "change", "", ""] as const;
type Paint = Terminal["paint"];

function tableLines(table: MetricTable | null, paint: Paint): readonly string[] {
  if (table === null) return [];
  const [head = "", ...lines] = columns([TITLES, ...table.rows.map(cellsOf)]);
  const more = table.omitted === 0 ? [] : [`and ${table.omitted} more`];
  return [paint("dim", head), ...lines.map((line, at) => tone(table.rows[at], line, paint)), ...more];
}

function cellsOf(row: MetricRow): readonly string[] {
  const { name, arrow, value, reference, spread, referenceSpread, change, ratio } = row;
  return [
    `${name}${arrow}`,
    withSpread(value, spread),
    withSpread(reference, referenceSpread),
    change === null ? "" : formatChange(change),
    ratio === null ? "" : formatPercent(ratio),
    `${row.mark}${row.p === null ? "" : `, p ${row.p}`}`,
  ];
}

function withSpread(value: MetricRow["value"], spread: number | null): string {
  return spread === null ? formatNumber(value) : `${formatNumber(value)} ± ${formatNumber(spread)}`;
}

function tone(row: MetricRow | undefined, line: string, paint: Paint): string {
  if (row?.mark.endsWith("better") === true) return paint("green", line);
  return row?.mark.endsWith("worse") === true || row?.mark.endsWith("missing") === true
    ? paint("red", line)
    : line;
}

function whyLines(why: ReportView["why"], { commit, reference, dirty }: CodeChange): readonly string[] {
  const isOther = commit !== null && reference !== null && commit !== reference;
  const told = isOther ? [`  code ${reference.slice(0, 7)} → ${commit.slice(0, 7)}`] : [];
  if (why === null) return told;
  const rows = [...why.first, ...why.rest].map(({ kind, name, before, after }: WhyLine) => [
    `  ${kind}`,
    name,
    `${before ?? "none"} → ${after ?? "none"}`,
  ]);
  return [
    ...(why.nothing
      ? ["  nothing that was recorded differs: the same code, command, parameters, data and environment"]
      : []),
    ...told,
    ...(dirty ? ["  the work tree had changes that no commit has"] : []),
    ...columns(rows),
    ...(why.omitted > 0 ? [`  and ${why.omitted} more`] : []),
  ];
}
