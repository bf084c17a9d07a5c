import type { Renderer } from "../core/ports/renderer.ts";
import { comparisonReport, type ReportInput } from "../core/report/comparison-report.ts";
import { COMMENT_DETAILS, type Detail, firstFitting, POOREST_DETAIL } from "../core/report/detail.ts";
import { tidyParts } from "../core/report/section-parts.ts";

/**
 * The richest section that fits into `budget` characters, with the places at which it may be cut; one line with verdict
 * and link where none does.
 */
export function renderComment(renderer: Renderer, report: ReportInput, budget: number): string {
  const section = (detail: Detail) => tidyParts(renderer.render("comment", comparisonReport(report, detail)));
  const line = () => renderer.render("line", comparisonReport(report, POOREST_DETAIL)).trim();
  const levels = [...COMMENT_DETAILS.map((detail) => () => section(detail)), line];
  return firstFitting(
    levels,
    (level) => level(),
    (text) => text.length <= budget,
  );
}
