/** What is wrong with a rendered comment's form: fences, code spans and tables, read strictly line by line. */
export function problemsOf(markdown: string): readonly string[] {
  const problems: string[] = [];
  let columns = 0;
  for (const line of outsideFences(markdown, problems)) {
    const { rest, open } = withoutCodeSpans(line);
    if (open) problems.push(`unclosed code span: ${line.slice(0, 80)}`);
    const cells = line.startsWith("|") ? rest.replaceAll("\\|", "").split("|").length : 0;
    if (cells !== 0 && columns !== 0 && cells !== columns) problems.push(`row breaks: ${line.slice(0, 80)}`);
    columns = cells;
  }
  const html = textOutsideCode(markdown);
  const opened = html.match(/<details>/g)?.length ?? 0;
  if (opened !== (html.match(/<\/details>/g)?.length ?? 0)) problems.push("details are not closed");
  if (!markdown.isWellFormed()) problems.push("cut inside a surrogate pair");
  return problems;
}

/** All that GitHub would read as Markdown or HTML: what is left without code spans and fenced blocks. */
export function textOutsideCode(markdown: string): string {
  return outsideFences(markdown, [])
    .map((line) => withoutCodeSpans(line).rest)
    .join("\n");
}

function outsideFences(markdown: string, problems: string[]): readonly string[] {
  const outside: string[] = [];
  let fence = "";
  for (const line of markdown.split("\n")) {
    const run = /^(`{3,})[^`]*$/.exec(line)?.[1];
    if (fence === "" && run !== undefined) fence = run;
    else if (fence === "") outside.push(line);
    else if (run !== undefined && run.length >= fence.length && line === run) fence = "";
  }
  if (fence !== "") problems.push("a fence is not closed");
  return outside;
}

function withoutCodeSpans(line: string): { rest: string; open: boolean } {
  let rest = "";
  let at = 0;
  while (at < line.length) {
    const run = /^`+/.exec(line.slice(at))?.[0];
    if (run === undefined) {
      rest += line[at];
      at += 1;
      continue;
    }
    const closing = [...line.slice(at + run.length).matchAll(/`+/g)].find((m) => m[0].length === run.length);
    if (closing === undefined) return { rest: rest + line.slice(at), open: true };
    const inner = line.slice(at + run.length, at + run.length + closing.index);
    // A bare pipe would end the cell although it stands in a code span.
    rest += line.startsWith("|")
      ? inner
          .replace(/[^|\\]/g, "")
          .replaceAll("\\|", "")
          .replaceAll("\\", "")
      : "";
    at += run.length + closing.index + run.length;
  }
  return { rest, open: false };
}
