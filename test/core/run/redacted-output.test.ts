import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { OverwrittenText } from "../../../core/run/overwritten-text.ts";
import { createRedactor, REDACTED, type SecretRedactor } from "../../../core/run/redact.ts";
import { type OutputStream, RedactedOutput } from "../../../core/run/redacted-output.ts";
import { law } from "../../support/law.ts";

// Few letters, so that values begin each other, repeat themselves, and are begun by ordinary text.
const value = fc.oneof(
  fc.string({ unit: fc.constantFrom("a", "b", "7"), minLength: 8, maxLength: 16 }),
  fc.string({ unit: fc.constantFrom("a", "b", "7", "\n"), minLength: 12, maxLength: 30 }),
  fc.string({ unit: fc.constantFrom("k", "/", "+", '"', "é", "😀"), minLength: 8, maxLength: 12 }),
);
const BREAKS = ["\n", "\r\n", "\n    ", "\n+", "\n> "];
const TOKEN = `ghp_${"a1B2".repeat(9)}`;
const PLAIN = [
  "a",
  "b7",
  "7",
  "aab",
  "loss: 0.7",
  " ",
  "\n",
  "\n",
  "\n",
  "\r\n",
  "\n\n",
  "\t",
  '"',
  "'",
  "-",
  "😀",
];
const GUARDED = ["--password hunter22", "token=", 'api_key: "two words"', "Bearer abcdefgh12", TOKEN];
const JWT = "eyJhbGciOiJI.eyJzdWIiOiIx.c2lnbmF0dXJl";
const WORDS = [...PLAIN, ...GUARDED, "ftp://ada:pw@example.org/", JWT, "password", "=", ": x"];

/** A value as programs write it: encoded, and perhaps broken where lines end. */
function written(
  secret: string,
  { form, cuts, line }: { form: number; cuts: readonly number[]; line: string },
) {
  const bytes = Buffer.from(secret.trim());
  const forms = [
    secret,
    bytes.toString("base64"),
    Buffer.concat([Buffer.from("u:"), bytes]).toString("base64url"),
    bytes.toString("hex"),
    encodeURIComponent(secret),
    JSON.stringify(secret),
  ];
  const text = forms[form % forms.length] ?? secret;
  return Array.from(text, (char, at) => (at > 0 && cuts.includes(at) ? line + char : char)).join("");
}

const output = fc.array(value, { minLength: 1, maxLength: 3 }).chain((secrets) => {
  const hidden = fc
    .record({
      secret: fc.constantFrom(...secrets),
      form: fc.nat(5),
      cuts: fc.array(fc.nat(24), { maxLength: 3 }),
      line: fc.constantFrom(...BREAKS),
    })
    .map((how) => written(how.secret, how));
  const piece = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...WORDS) },
    { weight: 1, arbitrary: hidden },
  );
  const text = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(""));
  return fc.record({ secrets: fc.constant(secrets), text });
});
// Negative: it is also looked what can be written by then.
const chunks = fc.array(
  fc.integer({ min: -9, max: 30 }).filter((size) => size !== 0),
  { minLength: 1 },
);

function inChunks(
  text: string,
  sizes: readonly number[],
  take: (chunk: string, looks: boolean) => void,
): void {
  for (let at = 0, turn = 0; at < text.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    take(text.slice(at, at + Math.abs(size)), size < 0);
    at += Math.abs(size);
  }
}

/** Characters of a value that can be seen at the end of a text, when what follows shows that it was one. */
function seen(text: string, end: number, redact: SecretRedactor): string {
  const value = redact.readKnown(text).spans.find((span) => span.start < end && end < span.end);
  if (value === undefined) return "";
  const hidden = redact.readKnown(text.slice(0, end)).spans.filter((span) => span.end > value.start);
  const from = Math.max(value.start, ...hidden.map((span) => span.end));
  return text.slice(from, end).replaceAll(/\r?\n[-+>|# ]?[ \t]*/g, "");
}

describe("redacted output", () => {
  it("is the redacted whole however it is cut and whenever it is written, and never more than that", () => {
    law(fc.tuple(output, chunks), ([{ secrets, text }, sizes]) => {
      const redact = createRedactor(secrets);
      const whole = redact(text);
      const stream = new RedactedOutput(redact);
      let settled = "";
      let added = 0;
      inChunks(text, sizes, (chunk, looks) => {
        stream.add("stdout", chunk);
        added += chunk.length;
        if (!looks) return;
        settled += stream.settle();
        expect(whole.startsWith(settled)).toBe(true);
        const shown = stream.forNow();
        if (shown === "") return;
        const lines = text.slice(0, added).lastIndexOf("\n") + 1;
        // A line whose end has come in part is whole.
        const state = text.slice(0, added).endsWith("\r") ? added - 1 : lines;
        expect([lines, state].map((end) => redact(text.slice(0, end)))).toContain(settled + shown);
        const end = settled + shown === redact(text.slice(0, lines)) ? lines : state;
        // What a line's end parts may be seen until it is known to be a value, by three characters at most.
        expect(seen(text, end, redact).length).toBeLessThan(4);
      });
      expect(settled + stream.end()).toBe(whole);
    });
  });

  it("is the redacted whole without what was written over, of which nothing is ever settled", () => {
    law(fc.tuple(output, chunks), ([{ secrets, text }, sizes]) => {
      const redact = createRedactor(secrets);
      const bars = text.replaceAll(" ", "\r").replaceAll("\t", "\u001b[A\n");
      const stream = new RedactedOutput(redact);
      const reader = new OverwrittenText();
      const whole = redact(reader.add(bars) + reader.rest());
      let settled = "";
      inChunks(bars, sizes, (chunk, looks) => {
        stream.add("stdout", chunk);
        if (looks) settled += stream.settle();
        expect(whole.startsWith(settled)).toBe(true);
      });
      expect(settled + stream.end()).toBe(whole);
    });
  });

  it("is the redacted whole where a line is too long to be waited for", () => {
    const longest = Math.max(...WORDS.map((word) => word.length));
    law(fc.tuple(output, chunks), ([{ secrets, text }, sizes]) => {
      const redact = createRedactor(secrets);
      // Which quotation mark begins a value is told by all those before it: as far as a line may go back nothing is.
      const line = Array.from({ length: 30 }, () => text.replaceAll(/["'\r\n]/g, "")).join(" ");
      const stream = new RedactedOutput(redact, { line: 200, pattern: longest + 100 });
      let settled = "";
      inChunks(line, [...sizes, 40], (chunk, looks) => {
        stream.add("stdout", chunk);
        if (looks) settled += stream.settle();
      });
      expect(settled + stream.end()).toBe(redact(line));
    });
  });
});

describe("redacted output that is printed slowly", () => {
  const printed = (secrets: readonly string[], ...parts: readonly (string | [OutputStream, string])[]) => {
    const stream = new RedactedOutput(createRedactor(secrets));
    for (const part of parts) {
      if (typeof part === "string") stream.add("stdout", part);
      else stream.add(...part);
    }
    return { settled: stream.settle(), forNow: stream.forNow(), stream };
  };

  it("is settled line by line", () => {
    expect(printed(["hunter22-secret"], "epoch 1\nepoch 2\nepo").settled).toBe("epoch 1\nepoch 2\n");
  });

  it("waits from where a value may have begun, and is whole once that is known", () => {
    const { settled, forNow, stream } = printed(["hunter22-secret"], "one\ntwo hunter22\n");
    expect([settled, forNow]).toEqual(["one\n", ""]);
    stream.add("stdout", "-secret\nthree\n");
    expect(stream.settle()).toBe("two [redacted]\nthree\n");
  });

  it("shows for now what ends as few characters of a value begin", () => {
    const { settled, forNow, stream } = printed(["7734-very-secret"], "loss: 0.7\n");
    expect([settled, forNow]).toEqual(["", "loss: 0.7\n"]);
    stream.add("stdout", "next\n");
    expect(stream.settle()).toBe("loss: 0.7\nnext\n");
  });

  it("shows where a bar stands, never a state that is not whole, and never one of a private key", () => {
    expect(printed([], "one\n10 %\r20 %\r30").forNow).toBe("20 %");
    expect(printed([], "10 %\r20 %\n").forNow).toBe("");
    expect(printed(["hunter22-secret"], "bar hunter22\r")).toMatchObject({ settled: "", forNow: "" });
    expect(printed([], "-----BEGIN RSA PRIVATE KEY-----\nMIIEow\rMIIEow\r").forNow).toBe("");
    expect(printed([], "x -----BEGIN RSA PRIVATE KEY-----\rMIIEow\rMII").stream.end()).toBe(REDACTED);
  });

  it("hides each line of a private key in its stream, and shows the other", () => {
    const [begin, end] = ["-----BEGIN RSA PRIVATE KEY-----", "-----END RSA PRIVATE KEY-----"];
    const { settled } = printed([], `a\n${begin}\nMIIEow\n`, ["stderr", "b\n"], `${end}\nc\n`);
    expect(settled).toBe(`a\n${REDACTED}\n${REDACTED}\nb\n${REDACTED}\nc\n`);
    expect(printed([], `${end}${begin}\nMIIEow\n`).settled).toBe(`${REDACTED}\n${REDACTED}\n`);
  });

  it("hides a private key whose edge comes where a long line is cut", () => {
    const begin = "-----BEGIN OPENSSH PRIVATE KEY-----";
    for (let before = 64 * 1024 - 200; before < 64 * 1024 + 10; before += 8) {
      const stream = new RedactedOutput(createRedactor([]));
      const text = `${"x ".repeat(before / 2)}${begin}${"y".repeat(150)}\nMIIEow\n`;
      let shown = "";
      inChunks(text, [-(64 * 1024 + 90)], (chunk) => {
        stream.add("stdout", chunk);
        shown += stream.settle();
      });
      expect(shown + stream.end()).not.toContain("MIIEow");
    }
  });
});
