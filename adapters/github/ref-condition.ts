/** Patterns of branches as a ruleset writes them. */
export interface RefCondition {
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
}

/**
 * Whether a ruleset's condition covers a branch. Where that hangs on a pattern with wildcards it is taken to: a warning
 * too many is better than one too few.
 */
export function mayCover(
  condition: RefCondition | undefined,
  { branch, isDefault }: { readonly branch: string; readonly isDefault: boolean },
): boolean {
  const matches = (pattern: string, wild: boolean): boolean => {
    if (pattern === "~ALL") return true;
    if (pattern === "~DEFAULT_BRANCH") return isDefault;
    return /[*?[]/.test(pattern) ? wild : pattern === `refs/heads/${branch}` || pattern === branch;
  };
  const included = condition?.include?.some((pattern) => matches(pattern, true)) ?? true;
  return included && !(condition?.exclude?.some((pattern) => matches(pattern, false)) ?? false);
}
