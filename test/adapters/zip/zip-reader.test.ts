import { deflateRawSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { bufferByteSource } from "../../../adapters/zip/byte-source.ts";
import { MAX_ENTRIES, readZipEntries } from "../../../adapters/zip/zip-reader.ts";
import { withCode } from "../../support/with-code.ts";
import { buildZip, type ZipPart } from "./build-zip.ts";

const text = (value: string) => Buffer.from(value);
const record = { name: "run.json", data: text('{"a":1}'), deflate: true };
const read = (zip: Uint8Array, max = 1000) =>
  readZipEntries(bufferByteSource(zip), new Map([["run.json", max]]));

describe("reading a zip archive", () => {
  it("returns the wanted entries, stored and deflated, and nothing else", async () => {
    const zip = buildZip([record, { name: "files/a", data: text("x") }, { name: "b.bin", data: text("yy") }]);
    const wanted = new Map([
      ["run.json", 10],
      ["b.bin", 2],
      ["absent", 5],
    ]);
    const entries = await readZipEntries(bufferByteSource(zip), wanted);
    expect([...entries].map(([name, bytes]) => [name, Buffer.from(bytes).toString()])).toEqual([
      ["run.json", '{"a":1}'],
      ["b.bin", "yy"],
    ]);
  });

  it("reads zip64", async () => {
    expect((await read(buildZip([record], { zip64: true }))).size).toBe(1);
  });

  it("reads an archive inside an archive as bytes, never into it", async () => {
    const inner = buildZip([{ name: "a", data: Buffer.alloc(1000), deflate: true }]);
    const outer = buildZip(Array.from({ length: 16 }, (_, i) => ({ name: `${i}.zip`, data: inner })));
    expect((await read(outer)).size).toBe(0);
  });

  const hostile: readonly (readonly [string, readonly ZipPart[]])[] = [
    ["a path that leaves its folder", [record, { name: "../evil" }]],
    ["such a path in the middle", [record, { name: "a/../../evil" }]],
    ["an absolute path", [record, { name: "/etc/passwd" }]],
    ["a drive", [record, { name: "C:/evil" }]],
    ["a backslash", [record, { name: "a\\..\\evil" }]],
    ["a NUL", [record, { name: "run.json\0.txt" }]],
    ["an empty name", [record, { name: "" }]],
    ["a duplicate", [record, record]],
    ["a duplicate by case", [record, { name: "RUN.json" }]],
    ["a symlink", [{ ...record, mode: 0o120777 }]],
    ["a symlink elsewhere", [record, { name: "link", data: text("/etc/passwd"), mode: 0o120777 }]],
    ["encryption", [{ ...record, flags: 0x801 }]],
    ["a wrong checksum", [{ ...record, crc: 1 }]],
    ["a size that is too small", [{ ...record, declaredSize: 3 }]],
    ["a size that is too large", [{ ...record, declaredSize: 30 }]],
    ["a damaged stream", [{ ...record, packed: text("no deflate") }]],
    ["an unknown compression", [{ ...record, method: 99 }]],
    ["more than is allowed, declared", [{ name: "run.json", data: Buffer.alloc(2000), deflate: true }]],
    [
      "more than is allowed, not declared",
      [{ name: "run.json", data: Buffer.alloc(2000), deflate: true, declaredSize: 500 }],
    ],
  ];
  it.each(hostile)("refuses %s", async (_, parts) => {
    await expect(read(buildZip(parts))).rejects.toThrow(withCode("ARTIFACT_INVALID"));
  });

  it("refuses more entries than a run can have, before reading them", async () => {
    const zip = buildZip([record], { zip64: true, declaredEntries: MAX_ENTRIES + 1 });
    await expect(read(zip)).rejects.toThrow(/10001 entries/);
  });

  it("refuses 5 GB of zeroes by what they declare and by what they are", async () => {
    const packed = deflateRawSync(Buffer.alloc(64 * 2 ** 20));
    const honest = buildZip([{ name: "run.json", packed, method: 8, declaredSize: 0xfffffffe }]);
    await expect(read(honest, 2 ** 32)).rejects.toThrow(/packed into/);
    const before = process.memoryUsage().arrayBuffers;
    const lying = buildZip([{ name: "run.json", packed, method: 8, declaredSize: 900 }]);
    await expect(read(lying)).rejects.toThrow(withCode("ARTIFACT_INVALID"));
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(32 * 2 ** 20);
  });

  it.each([
    ["nothing", new Uint8Array()],
    ["no zip", text("this is no zip archive at all, only some text")],
    ["a zip cut short", buildZip([record]).subarray(0, 60)],
    ["a zip without its beginning", buildZip([record]).subarray(20)],
  ])("refuses %s", async (_, bytes) => {
    await expect(read(bytes)).rejects.toThrow(withCode("ARTIFACT_INVALID"));
  });

  it("names the entry and the reason", async () => {
    await expect(read(buildZip([record, { name: "../evil" }]))).rejects.toThrow(/\.\./);
  });

  it("passes on that the bytes could not be read", async () => {
    const source = { size: async () => 100, read: () => Promise.reject(new TypeError("gone")) };
    await expect(readZipEntries(source, new Map())).rejects.toThrow(/gone/);
  });
});
