import { codeSpan, plainText } from "./escape.ts";

/**
 * A Markdown link, only to the GitHub server that Pedigree works with: any other address is shown as text. The
 * signs that could end a link's target are percent-encoded.
 */
export function link(text: string, url: unknown, server: string): string {
  const target = safeTarget(url, server);
  return target === undefined ? codeSpan(text) : `[${plainText(text)}](${target})`;
}

/** The same with the text as a code span, for names and commit ids. */
export function codeLink(text: string, url: unknown, server: string): string {
  const target = safeTarget(url, server);
  return target === undefined ? codeSpan(text) : `[${codeSpan(text)}](${target})`;
}

function safeTarget(url: unknown, server: string): string | undefined {
  if (typeof url !== "string" || url.length > 2000 || !URL.canParse(url)) return undefined;
  const parsed = new URL(url);
  const trusted = new URL(server);
  if (parsed.origin !== trusted.origin || parsed.username !== "" || parsed.password !== "") return undefined;
  return parsed.href.replace(/[()<>\\|*_~`"'[\]{}@^\s]/g, (char) =>
    encodeURIComponent(char) === char
      ? `%${char.charCodeAt(0).toString(16).toUpperCase()}`
      : encodeURIComponent(char),
  );
}
