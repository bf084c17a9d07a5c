import fc from "fast-check";
import { expect, it } from "vitest";
import { parseHistory } from "../../../adapters/git/history-log.ts";
import { collect } from "../../support/collect.ts";

const ZERO = "0".repeat(40);
const [A, B, C] = ["a", "b", "c"].map((digit) => digit.repeat(40));
const OUTPUT = [
  `${A}\0\0Ada ☃\0${1_769_860_800}\0first\0`,
  `\n:000000 100644 ${ZERO} ${C} A\0a b.md\0`,
  `:000000 120000 ${ZERO} ${B} A\0:odd\0`,
  `${B}\0${A} ${C}\0\0${1_769_860_801}\0\0`,
  `\n:100644 000000 ${C} ${ZERO} D\0a b.md\0`,
].join("");

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

it("reads the same commits however the stream is cut", async () => {
  const bytes = new TextEncoder().encode(OUTPUT);
  const whole = await collect(parseHistory(inPieces(bytes, bytes.length)));
  expect(whole).toEqual([
    {
      id: A,
      parents: [],
      author: "Ada ☃",
      at: "2026-01-31T12:00:00Z",
      subject: "first",
      changes: [
        { path: "a b.md", before: null, after: { mode: "100644", blob: C } },
        { path: ":odd", before: null, after: { mode: "120000", blob: B } },
      ],
    },
    {
      id: B,
      parents: [A, C],
      author: "",
      at: "2026-01-31T12:00:01Z",
      subject: "",
      changes: [{ path: "a b.md", before: { mode: "100644", blob: C }, after: null }],
    },
  ]);
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: bytes.length }), async (size) => {
      expect(await collect(parseHistory(inPieces(bytes, size)))).toEqual(whole);
    }),
  );
});

it("reads nothing from nothing", async () => {
  expect(await collect(parseHistory(inPieces(new Uint8Array(), 1)))).toEqual([]);
});
