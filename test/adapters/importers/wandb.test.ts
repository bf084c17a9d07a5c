import { readFile } from "node:fs/promises";
import { crc32 } from "node:zlib";
import { BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readLog } from "../../../adapters/importers/leveldb-log.ts";
import { wandb } from "../../../adapters/importers/wandb.ts";
import { brief, fixtures, memoryFile, readOne } from "../../support/import-file.ts";
import { withCode } from "../../support/with-code.ts";

const HEADER = Buffer.from("3a572642e1be00", "hex");

async function logFile() {
  const [file] = (await fixtures("wandb")).filter(({ path }) => wandb.paths.test(path));
  if (file === undefined) throw new Error("no fixture");
  return file;
}

/** A log in blocks of 32 KiB, as its format says. */
function writeLog(records: readonly Uint8Array[]): Buffer {
  return records.reduce<Buffer>((log, record) => writeParts(log, record, 0), HEADER);
}

function writeParts(log: Buffer, record: Uint8Array, from: number): Buffer {
  const left = 32_768 - (log.length % 32_768);
  if (left < 7) return writeParts(Buffer.concat([log, Buffer.alloc(left)]), record, from);
  const part = record.subarray(from, from + left - 7);
  const [first, last] = [from === 0, from + part.length === record.length];
  const body = Buffer.concat([Buffer.of(first ? (last ? 1 : 2) : last ? 4 : 3), part]);
  const head = Buffer.alloc(6);
  head.writeUInt32LE(crc32(body));
  head.writeUInt16LE(part.length, 4);
  const longer = Buffer.concat([log, head, body]);
  return last ? longer : writeParts(longer, record, from + part.length);
}

test("an offline run: history, what only the summary holds, configuration and tags", async () => {
  const run = await readOne(wandb, await logFile());
  expect(run).toMatchObject({ partial: false, tags: ["small", "example"] });
  expect(Object.fromEntries(run.params)).toEqual({ lr: 0.1, "optimizer.name": "sgd" });
  const found = brief(run);
  expect(found).toHaveLength(11);
  expect(found).toContain("val.auc@4=0.9");
  expect(found.at(-1)).toBe("best@end=0.2");
  expect(run.measurements[0]?.time).toBeGreaterThan(1_700_000_000_000);
});

test("what the log tells of the run itself; without the record of an exit it may go on", async () => {
  const file = await logFile();
  const { about } = await readOne(wandb, file);
  expect(about).toMatchObject({
    id: "churn/plgyp7d0",
    name: "first",
    experiment: "churn",
    status: "finished",
  });
  expect(about?.finishedAt).toBeGreaterThan(about?.startedAt ?? Number.NaN);
  const bytes = await readFile(file.real);
  const killed = await readOne(wandb, memoryFile("run-x.wandb", bytes.subarray(0, bytes.length - 300)));
  expect(killed.about?.status).toBe("running");
});

test("any records come back from a log that they were written to, across its blocks", () => {
  const record = fc
    .tuple(fc.oneof(fc.nat(100), fc.nat(100_000)), fc.nat(255))
    .map(([length, byte]) => new Uint8Array(length).fill(byte));
  fc.assert(
    fc.property(fc.array(record, { maxLength: 6 }), (records) => {
      const { records: found, end } = readLog(writeLog(records), HEADER.length);
      expect(end).toBeNull();
      expect(found.map((one) => Buffer.from(one).toString("hex"))).toEqual(
        records.map((one) => Buffer.from(one).toString("hex")),
      );
    }),
    { numRuns: 30 },
  );
});

test("pictures and text are no metrics; NaN and numbers in objects are", async () => {
  const item = (key: string, json: string) => {
    const writer = new BinaryWriter();
    const [name = "", ...rest] = key.split(".");
    if (rest.length === 0) writer.tag(1, WireType.LengthDelimited).string(name);
    else for (const part of [name, ...rest]) writer.tag(2, WireType.LengthDelimited).string(part);
    return writer.tag(16, WireType.LengthDelimited).string(json).finish();
  };
  const history = new BinaryWriter();
  for (const [key, json] of [
    ["_step", "7"],
    ["_timestamp", "1700000000.5"],
    ["a", "NaN"],
    ["b", '{"c": 1.5, "d": "text"}'],
    ["image", '{"_type": "image-file", "size": 3}'],
    ["table.nrows", "30"],
    ["table._type", '"table-file"'],
    ["tables.count", "2"],
    ["word", '"NA"'],
    ["cut", '{"x'],
  ] as const) {
    history.tag(1, WireType.LengthDelimited).bytes(item(key, json));
  }
  const record = new BinaryWriter().tag(2, WireType.LengthDelimited).bytes(history.finish()).finish();
  const run = await readOne(wandb, memoryFile("run-x.wandb", writeLog([record])));
  expect(brief(run)).toEqual(["a@7=NaN", "b.c@7=1.5", "tables.count@7=2"]);
  expect(run.measurements[0]?.time).toBe(1_700_000_000_500);
});

test("another file is refused, a record that is none is told", async () => {
  const other = memoryFile("run-x.wandb", Buffer.from("something else"));
  await expect(wandb.read(other, { since: null })).rejects.toThrow(withCode("FILE_UNREADABLE"));
  const bad = memoryFile("run-x.wandb", writeLog([Buffer.of(0x12, 0x7f, 1)]));
  expect(await readOne(wandb, bad)).toMatchObject({ partial: true, measurements: [] });
});

const text = (field: number, value: string) =>
  new BinaryWriter().tag(field, WireType.LengthDelimited).string(value).finish();

/** The record of a run that is called `big` and has one entry of configuration. */
function runRecord(key: string, json: string): Uint8Array {
  const config = new BinaryWriter().raw(text(1, key)).raw(text(16, json)).finish();
  const update = new BinaryWriter().tag(1, WireType.LengthDelimited).bytes(config).finish();
  const run = new BinaryWriter().raw(text(8, "big")).tag(4, WireType.LengthDelimited).bytes(update).finish();
  return new BinaryWriter().tag(17, WireType.LengthDelimited).bytes(run).finish();
}

test("a run is known by the name that it was given, and a configuration keeps seeds of 64 bits", async () => {
  const log = writeLog([runRecord("seed", "13557489321930403201")]);
  const read = await readOne(wandb, memoryFile("wandb/run-1/run-x.wandb", log));
  expect(read).toMatchObject({ label: "big", about: { name: "big" } });
  expect(Object.fromEntries(read.params)).toEqual({ seed: "13557489321930403201" });
});

test.each([
  ["more values than a run may have", "many", JSON.stringify(Array.from({ length: 5001 }, () => ({ a: 1 })))],
  ["a name that is too long", "k".repeat(251), "1"],
])("a configuration with %s is told and costs no metric", async (_, key, json) => {
  const value = new BinaryWriter().raw(text(1, "loss")).raw(text(16, "0.5")).finish();
  const history = new BinaryWriter().tag(1, WireType.LengthDelimited).bytes(value).finish();
  const record = new BinaryWriter().tag(2, WireType.LengthDelimited).bytes(history).finish();
  const read = await readOne(wandb, memoryFile("run-x.wandb", writeLog([runRecord(key, json), record])));
  expect([brief(read), read.params.size, read.label]).toEqual([["loss@0=0.5"], 0, "big"]);
  expect(read).toMatchObject({ partial: true, problems: [{ code: "SCHEMA_MISMATCH" }] });
});
