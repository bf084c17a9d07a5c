import { digestOfText } from "../canonical.ts";

/** Whole numbers from 0 to below `below`, one after the other. */
export type Draw = (below: number) => number;

/**
 * Numbers that look like chance and are the same for the same text, so that anybody can repeat a test: Chris Doty-Humphrey's
 * sfc32 (PractRand, 2010), begun with the SHA-256 of the text. Nothing secret may rest on it.
 */
export function seededDraw(text: string): Draw {
  const digest = digestOfText(text).slice(-64);
  const word = (n: number) => Number.parseInt(digest.slice(n * 8, n * 8 + 8), 16) | 0;
  let [a, b, c, counter] = [word(0), word(1), word(2), 1];
  return (below) => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return Math.floor(((sum >>> 0) / 2 ** 32) * below);
  };
}
