import { styleText } from "node:util";

/** Prints the story as it happens: chapters, plain lines, and how long each took. */
export interface Narrator {
  chapter(title: string): void;
  /** One thing that happened. */
  line(text: string, link?: string): void;
  /** Something that went on elsewhere (a workflow's output, the App's log), set apart. */
  aside(text: string): void;
  /** Runs a step and says what it is while it runs. */
  during<T>(text: string, work: () => Promise<T>): Promise<T>;
}

export function createNarrator(write: (text: string) => void, isTerminal: boolean): Narrator {
  const style = (format: "bold" | "dim" | "green" | "cyan", text: string) =>
    isTerminal ? styleText(format, text) : text;
  let chapters = 0;
  const line = (text: string, link?: string) =>
    write(`   ${style("green", "✓")} ${text}${link === undefined ? "" : `  ${style("cyan", link)}`}\n`);
  return {
    chapter(title) {
      chapters += 1;
      write(`\n${style("bold", `${chapters}  ${title}`)}\n`);
    },
    line,
    aside(text) {
      for (const part of text.trimEnd().split("\n")) write(style("dim", `     │ ${part}\n`));
    },
    async during(text, work) {
      const started = performance.now();
      if (isTerminal) write(style("dim", `   … ${text}\r`));
      const result = await work();
      if (isTerminal) write("\u001b[2K");
      line(`${text} ${style("dim", `(${((performance.now() - started) / 1000).toFixed(1)} s)`)}`);
      return result;
    },
  };
}
