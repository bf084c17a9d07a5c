/** A piece of HTML that is safe to put into a page as it is. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Part = string | number | null | Html | readonly Html[];

/** Builds HTML; whatever is put in is escaped unless it is HTML already. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(
    strings.reduce(
      (text, string, i) => text + string + (i < parts.length ? render(parts[i] ?? null) : ""),
      "",
    ),
  );
}

function render(part: Part): string {
  if (part === null) return "";
  if (part instanceof Html) return part.text;
  if (typeof part === "object") return part.map((piece) => piece.text).join("\n");
  return String(part).replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}

const STYLE = `
body { font: 15px/1.5 system-ui, sans-serif; color: #1f2328; max-width: 62rem; margin: 2rem auto; padding: 0 1rem }
a { color: #0969da; text-decoration: none } a:hover { text-decoration: underline }
table { border-collapse: collapse } th, td { border: 1px solid #d0d7de; padding: .3rem .7rem; text-align: left }
pre { background: #f6f8fa; padding: .8rem; border-radius: 6px; overflow-x: auto } code { background: #eff1f3; border-radius: 4px; padding: 0 .25em }
pre code { padding: 0; background: none } h1 small { color: #59636e; font-weight: 400 }
.box { border: 1px solid #d0d7de; border-radius: 8px; margin: 1rem 0 } .box > header { background: #f6f8fa; padding: .5rem 1rem; border-radius: 8px 8px 0 0; color: #59636e }
.box > div { padding: .5rem 1rem } .label { border-radius: 1rem; padding: .1rem .7rem; background: #ddf4ff; color: #0969da; font-size: 13px }
.state { border-radius: 1rem; padding: .2rem .8rem; color: #fff; background: #59636e } .open { background: #1a7f37 } .merged { background: #8250df }`;

/** A whole page. */
export function page(title: string, body: Html): string {
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>
<style>${new Html(STYLE)}</style></head><body>${body}</body></html>`.text;
}
