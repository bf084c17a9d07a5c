const RETURN = "\r";
/** Moves the cursor up (ECMA-48, 8.3.22), as nested progress bars do after they wrote the lower one. */
const UP = "\u001b[A";
/** What hides the lines that follow it must not be lost. */
const KEY_EDGE = "PRIVATE KEY-----";

const END = /[\r\n]/g;

/**
 * Text of a program, without what it wrote over: of a line that a progress bar wrote a thousand times, the state at which it
 * came to stand. A last state of nothing but blanks only cleared the line. Text without carriage returns is as it was, and so
 * are the ends of lines that are written `\r\n`. However the text is cut, the same comes out.
 */
export class OverwrittenText {
  /** The newest state of the line that another one may replace; null where the line has none. */
  #done: string | null = null;
  /** What follows that state. */
  #open = "";
  /** The sign after it, which belongs to the line's end where the line's end follows. */
  #sign = "";

  /** Lines that have ended, with their ends. */
  add(text: string): string {
    if (this.#done === null && !mayWriteOver(text) && !mayWriteOver(this.#open)) return this.#addPlain(text);
    let lines = "";
    let from = 0;
    for (const { index, 0: end } of text.matchAll(END)) {
      this.#open += text.slice(from, index);
      from = index + 1;
      if (end === RETURN) this.#endState(RETURN);
      else if (this.#goesUp()) this.#endState("");
      else lines += `${this.rest()}\n`;
    }
    this.#open += text.slice(from);
    return lines;
  }

  #addPlain(text: string): string {
    const end = text.lastIndexOf("\n") + 1;
    const lines = end === 0 ? "" : this.#open + text.slice(0, end);
    this.#open = end === 0 ? this.#open + text : text.slice(end);
    return lines;
  }

  /** How many characters wait for the end of their line. */
  get waiting(): number {
    return (this.#done?.length ?? 0) + this.#open.length;
  }

  /** The newest state that is whole, of a line that has not ended; empty where there is none. */
  get state(): string {
    return this.#done ?? "";
  }

  /** The line that has not ended, as it would stand there. It is given once. */
  rest(): string {
    const [done, open] = [this.#done, this.#open];
    this.#done = null;
    this.#open = "";
    if (done === null) return open;
    if (done.includes(KEY_EDGE)) return `${done}${RETURN}${open}`;
    if (open === "") return `${done}${this.#sign}`;
    return isBlank(open) && !isBlank(done) ? done : open;
  }

  #endState(sign: string): void {
    const done = this.#done;
    if (done?.includes(KEY_EDGE) === true) this.#done = `${done}${RETURN}${this.#open}`;
    else if (done === null || !isBlank(this.#open) || isBlank(done)) this.#done = this.#open;
    this.#open = "";
    this.#sign = sign;
  }

  /** Up, and down by a line's end: what follows is written over the same line. */
  #goesUp(): boolean {
    const isAbove = this.#open.endsWith(UP);
    if (isAbove) this.#open = this.#open.slice(0, -UP.length);
    else if (this.#open === "" && this.#done?.endsWith(UP) === true)
      this.#done = this.#done.slice(0, -UP.length);
    else return false;
    return true;
  }
}

function mayWriteOver(text: string): boolean {
  return text.includes(RETURN) || text.includes("\u001b");
}

function isBlank(text: string): boolean {
  return text.trim() === "";
}
