/** Templates by name: `templates/NAME.md.hbs`, precompiled. */
export type TemplateName =
  | "comment"
  | "summary"
  | "check"
  | "version-pull"
  | "move-pull"
  | "reply"
  | "model-card"
  | "deployment"
  | "history";

/**
 * Turns a view model into Markdown. Whatever comes from outside (metric, run, branch, user and file names, values)
 * passes the one escaping helper inside the templates, so a view model holds raw text.
 */
export interface Renderer {
  render(template: TemplateName, view: object): string;
}
