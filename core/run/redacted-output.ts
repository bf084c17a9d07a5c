import { OverwrittenText } from "./overwritten-text.ts";
import { type KnownReading, REDACTED, type SecretRedactor } from "./redact.ts";

export type OutputStream = "stdout" | "stderr";

export interface OutputLimits {
  /** Without a line break for so many characters, text is taken all the same. */
  readonly line: number;
  /** So much of a line that is not whole is held back: no pattern of the redactor is longer. */
  readonly pattern: number;
}

const LIMITS: OutputLimits = { line: 64 * 1024, pattern: 20 * 1024 };

/** Fewer characters of a value are found at the ends of ordinary lines, where most numbers begin the one or other form. */
const WORD = 4;
/** Places that are tried to cut a line which is too long to be waited for. */
const CUTS = 16;

const KEY_EDGE = /-----(?:BEGIN|END) [A-Z ]{0,40}PRIVATE KEY-----/;
const KEY_EDGES = /-----(BEGIN|END) [A-Z ]{0,40}PRIVATE KEY-----/g;
/** The longest of those edges has no more characters. */
const EDGE = 80;

/**
 * The output of a command, without what it wrote over (`OverwrittenText`), redacted as it comes. What is settled never
 * changes, and all that is settled, one after the other, is what redacting the whole at once gives: lines are whole when they
 * are looked at, because a pattern ends with its line at the latest, and text from which on a known value may have begun waits
 * for what follows. The lines of a private key are left out one by one. Lines of both streams stand in the order in which they
 * came.
 */
export class RedactedOutput {
  readonly #redact: SecretRedactor;
  readonly #limits: OutputLimits;
  readonly #unfinished = { stdout: new OverwrittenText(), stderr: new OverwrittenText() };
  /** The stream that was written to last. */
  #newest: OutputStream = "stdout";
  readonly #inKey = { stdout: false, stderr: false };
  /** Whole lines that are not settled, without those of private keys. */
  #lines = "";
  /** The last character that was settled: what follows is read with it, as it would be in the whole. */
  #before = "";
  /** No place for a cut was found in so many characters. */
  #tried = 0;

  constructor(redact: SecretRedactor, limits = LIMITS) {
    this.#redact = redact;
    this.#limits = limits;
  }

  /** So many characters wait to be settled. */
  get waiting(): number {
    return this.#lines.length;
  }

  add(stream: OutputStream, text: string): void {
    const unfinished = this.#unfinished[stream];
    this.#newest = stream;
    this.#take(stream, unfinished.add(text));
    if (unfinished.waiting <= this.#limits.line) return;
    const rest = unfinished.rest();
    const ready = besideEdge(rest);
    this.#take(stream, rest.slice(0, ready));
    unfinished.add(rest.slice(ready));
  }

  /** All that can be settled now, redacted. */
  settle(): string {
    const text = this.#before + this.#lines;
    const reading = this.#redact.readKnown(text);
    const start = this.#before.length;
    const cut = Math.max(start, lineEnd(text, reading));
    const spans = reading.spans.filter(({ end }) => end <= cut);
    const shown = this.#redact.hide(text.slice(0, cut), spans).slice(start);
    if (cut > start) this.#leave(cut - start);
    return shown + this.#settleLong(reading.open.from - cut);
  }

  /**
   * The whole lines after what is settled, as they are if nothing follows, and the state at which a progress bar stands, which the
   * next one replaces. Empty where a value may have begun in them by more than a few characters.
   */
  forNow(): string {
    const lines = this.#before + this.#lines;
    if (lines !== "" && !lines.endsWith("\n")) return "";
    const state = this.#stateForNow();
    for (const last of new Set([state, ""])) {
      if (this.#redact.readKnown(lines + last).open.length < WORD)
        return this.#shown(this.#before, this.#lines + last);
    }
    return "";
  }

  /** Of the stream that wrote last: two states would stand in one line. */
  #stateForNow(): string {
    const { state } = this.#unfinished[this.#newest];
    return this.#inKey[this.#newest] || KEY_EDGE.test(state) ? "" : state;
  }

  /** The rest. Nothing is added after it. */
  end(): string {
    for (const stream of ["stdout", "stderr"] as const) {
      this.#take(stream, this.#unfinished[stream].rest());
    }
    return this.#settle(this.#lines.length);
  }

  #take(stream: OutputStream, text: string): void {
    if (text === "") return;
    const lines = text.split("\n").map((line) => {
      const edges = Array.from(line.matchAll(KEY_EDGES), ([, edge]) => edge);
      const isHidden = this.#inKey[stream] || edges.includes("BEGIN");
      this.#inKey[stream] = edges.length === 0 ? this.#inKey[stream] : edges.at(-1) === "BEGIN";
      return isHidden && line !== "" ? REDACTED : line;
    });
    this.#lines += lines.join("\n");
  }

  #settle(length: number): string {
    const text = this.#lines.slice(0, length);
    const shown = this.#shown(this.#before, text);
    this.#leave(length);
    return shown;
  }

  #leave(length: number): void {
    this.#before = this.#lines.slice(0, length).at(-1) ?? this.#before;
    this.#lines = this.#lines.slice(length);
    this.#tried = 0;
  }

  /** What can be settled of a line that is longer than is waited for, in front of where a known value may have begun. */
  #settleLong(open: number): string {
    const text = this.#lines;
    const length = Math.min(open, text.length - this.#limits.pattern);
    if (length <= this.#limits.line || text.length < this.#tried) return "";
    const whole = this.#shown(this.#before, text);
    for (let step = 0; step < CUTS; step += 1) {
      const cut = betweenCharacters(text, length - Math.floor((step * length) / CUTS));
      const [first, rest] = [text.slice(0, cut), text.slice(cut)];
      const parted = this.#shown(this.#before, first) + this.#shown(first.at(-1) ?? "", rest);
      if (parted === whole) return this.#settle(cut);
    }
    this.#tried = text.length * 2;
    return "";
  }

  #shown(before: string, text: string): string {
    return this.#redact(before + text).slice(before.length);
  }
}

/** The end of the last line that nothing crosses which is, or may become, a known value. */
function lineEnd(text: string, { spans, open }: KnownReading): number {
  let end = open.from;
  for (let at = spans.length; end > 0; ) {
    const cut = text.lastIndexOf("\n", end - 1) + 1;
    while (at > 0 && (spans[at - 1]?.start ?? 0) >= cut) at -= 1;
    const across = spans[at - 1];
    if (across === undefined || across.end <= cut) return cut;
    end = across.start;
  }
  return 0;
}

/** A place near the end of a text that parts no edge of a private key. */
function besideEdge(text: string): number {
  const place = betweenCharacters(text, text.length - EDGE);
  const from = place - EDGE;
  for (const { index, 0: edge } of text.slice(from).matchAll(KEY_EDGES))
    if (from + index < place && place < from + index + edge.length) return from + index;
  return place;
}

/** The place, or the one before it where it would part the two halves of a character. */
function betweenCharacters(text: string, place: number): number {
  const code = text.charCodeAt(place);
  return code >= 0xdc00 && code <= 0xdfff ? place - 1 : place;
}
