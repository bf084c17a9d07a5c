import MarkdownIt from "markdown-it";
import { Html } from "./html.ts";
import { drawXyChart } from "./xy-chart.ts";

// HTML in Markdown stays text, as GitHub strips what could run; only the folding that comments use is let through.
const markdown = new MarkdownIt({ html: false, linkify: true });

const { fence } = markdown.renderer.rules;
markdown.renderer.rules.fence = (tokens, index, options, env, self) => {
  const token = tokens[index];
  const chart = token?.info.trim() === "mermaid" ? drawXyChart(token.content) : null;
  return chart?.text ?? fence?.(tokens, index, options, env, self) ?? "";
};

/** Markdown as a page shows it, with hidden markers left out and `<details>` folded. */
export function markdownToHtml(text: string): Html {
  const visible = text.replace(/<!--[\s\S]*?-->/g, "");
  return new Html(
    markdown.render(visible).replace(/(?:<p>)?&lt;(\/?(?:details|summary|sub|sup|b))&gt;(?:<\/p>)?/g, "<$1>"),
  );
}
