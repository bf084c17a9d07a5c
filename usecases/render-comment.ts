import type { Renderer } from "../core/ports/renderer.ts";
import { comparisonReport, type ReportInput } from "../core/report/comparison-report.ts";
import { COMMENT_DETAILS, type Detail, firstFitting } from "../core/report/detail.ts";

/** The richest section that fits into `budget` characters; the verdict line is part of every one. */
export function renderComment(renderer: Renderer, report: ReportInput, budget: number): string {
  const render = (detail: Detail) => renderer.render("comment", comparisonReport(report, detail));
  return firstFitting(COMMENT_DETAILS, render, (text) => text.length <= budget);
}
