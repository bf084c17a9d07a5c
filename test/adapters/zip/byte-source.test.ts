import { randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ByteSource, bufferByteSource, fileByteSource } from "../../../adapters/zip/byte-source.ts";
import { httpByteSource } from "../../../adapters/zip/http-byte-source.ts";
import { type Served, sendBytes, serve } from "../../support/serve.ts";
import { withCode } from "../../support/with-code.ts";

const bytes = randomBytes(500_000);
let folder: string;
let server: Served;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "pedigree-"));
  await writeFile(join(folder, "a.zip"), bytes);
  server = await serve((request, response) => sendBytes(request, response, bytes));
});

afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

const sources: readonly (readonly [string, () => ByteSource])[] = [
  ["a buffer", () => bufferByteSource(bytes)],
  ["a file", () => fileByteSource(join(folder, "a.zip"))],
  ["a URL", () => httpByteSource(server.url)],
];

describe.each(sources)("bytes of %s", (_, create) => {
  it("have a size and can be read from any place", async () => {
    const source = create();
    expect(await source.size()).toBe(bytes.length);
    for (const [offset, length] of [
      [0, 10],
      [123_456, 200_000],
      [bytes.length - 5, 5],
      [0, bytes.length],
    ] as const) {
      expect(Buffer.compare(await source.read(offset, length), bytes.subarray(offset, offset + length))).toBe(
        0,
      );
    }
  });

  it("end where they end", async () => {
    const source = create();
    expect(await source.read(bytes.length - 2, 10)).toHaveLength(2);
    expect(await source.read(bytes.length, 10)).toHaveLength(0);
  });
});

describe("a file that is not there", () => {
  it("is FILE_NOT_FOUND", async () => {
    await expect(fileByteSource(join(folder, "absent")).size()).rejects.toThrow(withCode("FILE_NOT_FOUND"));
  });
});
