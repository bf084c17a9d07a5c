/** Options that say that the next word, not a file, is what is run. */
const MODULE = new Set(["-m", "--module"]);
const SCRIPT = /\.(?:py|ipynb|m?[jt]s|cjs|r|jl|sh|lua|rb)$/i;
const MAX_LENGTH = 200;

/**
 * The experiment of a run that names none: the project's folder and the script, `churn/train` for `python src/train.py`
 * in `churn`. Where no script can be told, it is the program.
 */
export function nameExperiment(folder: string, words: readonly string[]): string {
  const part = scriptOf(words);
  return `${baseOf(folder) || "local"}/${part === "" ? "run" : part}`.slice(0, MAX_LENGTH);
}

function scriptOf(words: readonly string[]): string {
  const module = words.findIndex((word) => MODULE.has(word));
  const script = words.findIndex((word) => SCRIPT.test(word));
  const named = words[module + 1];
  if (module >= 0 && named !== undefined && (script < 0 || module < script)) return named;
  return baseOf(words[script] ?? words[0] ?? "").replace(SCRIPT, "");
}

function baseOf(path: string): string {
  return (
    path
      .split(/[/\\]/)
      .filter((part) => part !== "")
      .at(-1) ?? ""
  );
}
