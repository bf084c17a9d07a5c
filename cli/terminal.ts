export type Tone = "green" | "red" | "dim" | "bold";

/** Where a command speaks to people while it works, and how their terminal is. */
export interface Terminal {
  /** Whether the answer is read by a person: only then is it coloured and are long tables cut. */
  readonly isShown: boolean;
  /** Whether a person sees how far the work has come. */
  readonly isWatched: boolean;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** A line of the answer, at once. */
  readonly say: (line: string) => void;
  /** A line beside the answer, at once. */
  readonly note: (line: string) => void;
  /** What is being done, in place of what was said before; nothing where nobody watches. Empty takes it away. */
  readonly progress: (line: string) => void;
  readonly paint: (tone: Tone, text: string) => string;
}

const CODES: Readonly<Record<Tone, readonly [number, number]>> = {
  green: [32, 39],
  red: [31, 39],
  dim: [2, 22],
  bold: [1, 22],
};

interface Stream {
  readonly isTTY?: boolean | undefined;
  /** Of a terminal: how many letters fit on a line. */
  readonly columns?: number | undefined;
  write(text: string): unknown;
}

export interface TerminalOptions {
  readonly stdout: Stream;
  readonly stderr: Stream;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: () => number;
}

/** Colours only on a terminal, and not where NO_COLOR (no-color.org) is set to anything; progress only on one, too. */
export function createTerminal({ stdout, stderr, env, now }: TerminalOptions): Terminal {
  const isShown = stdout.isTTY === true;
  const isColoured = isShown && (env.NO_COLOR ?? "") === "" && env.TERM !== "dumb";
  let isTold = false;
  const progress = (line: string) => {
    if (stderr.isTTY !== true || (line === "" && !isTold)) return;
    isTold = line !== "";
    // Back to the beginning of the line, and clear it: of a line that wrapped, only the end would go away.
    stderr.write(`\r\u001b[K${line.slice(0, (stderr.columns || 80) - 1)}`);
  };
  return {
    isShown,
    isWatched: stderr.isTTY === true,
    now,
    say: (line) => {
      progress("");
      stdout.write(`${line}\n`);
    },
    note: (line) => {
      progress("");
      stderr.write(`${line}\n`);
    },
    progress,
    paint: (tone, text) => {
      const [on, off] = CODES[tone];
      return isColoured ? `\u001b[${on}m${text}\u001b[${off}m` : text;
    },
  };
}
