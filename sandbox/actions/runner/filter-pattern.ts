/**
 * Whether a name passes a list of `branches`, `tags` or `paths` patterns: the last pattern that fits decides, and one
 * that begins with `!` takes out.
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#filter-pattern-cheat-sheet
 */
export function matchesFilter(patterns: readonly string[], name: string): boolean {
  return patterns.reduce((matched, pattern) => {
    if (pattern.startsWith("!")) return matched && !patternToRegExp(pattern.slice(1)).test(name);
    return matched || patternToRegExp(pattern).test(name);
  }, false);
}

/** `*` stays within a path segment, `**` does not; `?` and `+` repeat the character before them. */
export function patternToRegExp(pattern: string): RegExp {
  const source = pattern.replace(/\*\*\/|\*\*|\*|\[[^\]]*\]|[.\\^$(){}|]/g, (part) => {
    if (part === "**/") return "(?:.*/)?";
    if (part === "**") return ".*";
    if (part === "*") return "[^/]*";
    return part.startsWith("[") ? part : `\\${part}`;
  });
  return new RegExp(`^${source}$`);
}
