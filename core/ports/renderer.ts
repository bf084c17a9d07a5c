import type { TemplateValues } from "../card/template-values.ts";

/** Templates by name: `templates/NAME.md.hbs`, precompiled. */
export type TemplateName =
  | "comment"
  | "line"
  | "summary"
  | "live"
  | "check"
  | "version-pull"
  | "move-pull"
  | "reply"
  | "registration"
  | "model-card"
  | "deployment"
  | "history"
  | "annex-iv"
  // One plot, a part of comment and summary that the gallery of the documents shows alone.
  | "_plot";

/**
 * Turns a view model into Markdown. Whatever comes from outside (metric, run, branch, user and file names, values)
 * passes the one escaping helper inside the templates, so a view model holds raw text.
 */
export interface Renderer {
  render(template: TemplateName, view: object): string;
  /**
   * A template that a registry's people wrote, with its placeholders replaced by escaped values and nothing else done.
   * Raises TEMPLATE_INVALID with the line.
   */
  fill(template: { readonly text: string; readonly path: string }, values: TemplateValues): string;
}
