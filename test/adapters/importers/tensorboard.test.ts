import { BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import fc from "fast-check";
import { expect, test } from "vitest";
import { tensorboard } from "../../../adapters/importers/tensorboard.ts";
import type { ImportFile } from "../../../core/ports/importer.ts";
import { brief, fixtures, memoryFile, readOne } from "../../support/import-file.ts";
import { framed } from "../../support/tf-record.ts";

const NAME = "events.out.tfevents.1700000000.host";
/** A file version, then train/loss = 0.5 at step 10. */
const SMALL = Buffer.from(
  "1800000000000000a37f4b220900000040fc54d9411a0d627261696e2e4576656e743a32eced8f9d" +
    "200000000000000029eda9500900004040fc54d941100a2a130a110a0a747261696e2f6c6f7373150000003fa7e63d51",
  "hex",
);

async function filesOf(folder: string): Promise<readonly ImportFile[]> {
  return (await fixtures(folder)).filter((file) => tensorboard.paths.test(file.path));
}

test("scalars as tensorboardX and PyTorch write them, with their times", async () => {
  const run = await readOne(tensorboard, memoryFile(`runs/${NAME}`, SMALL));
  expect(run).toMatchObject({ group: "runs", partial: false, problems: [] });
  expect(run.measurements).toEqual([{ metric: "train/loss", step: 10, time: 1_700_000_001_000, value: 0.5 }]);
});

test("scalars as tensors, as TensorFlow 2 and Keras write them", async () => {
  const [file] = (await filesOf("tensorboard")).filter(({ path }) => path.includes("validation"));
  if (file === undefined) throw new Error("no fixture");
  expect(brief(await readOne(tensorboard, file))).toMatchInlineSnapshot(`
    [
      "epoch_loss@0=2",
      "epoch_loss@1=1",
      "epoch_loss@2=0.6666666865348816",
      "epoch_loss@3=0.5",
      "epoch_loss@4=0.4000000059604645",
    ]
  `);
});

test("parameters of the hparams plugin; their folder may be a part of the run", async () => {
  const runs = await Promise.all((await filesOf("tensorboardx")).map((file) => readOne(tensorboard, file)));
  const [trial, whole] = [{ trialOf: "tensorboardx/run" }, { group: "tensorboardx/run" }];
  expect(runs).toMatchObject([{ ...trial, group: expect.stringContaining("tensorboardx/run/17") }, whole]);
  expect(runs[1]).not.toHaveProperty("trialOf");
  const params = new Map(runs.flatMap((run) => [...run.params]));
  expect(Object.fromEntries(params)).toEqual({ lr: 0.1, nesterov: true, optimizer: "sgd" });
  expect(runs.flatMap(brief)).toContain("train/größe@4=2");
  expect(runs.flatMap(brief)).toContain("train/diverged@4=NaN");
});

test("a cut last record is told, and what stands before it stays", async () => {
  const run = await readOne(tensorboard, memoryFile(NAME, Buffer.concat([SMALL, SMALL.subarray(40, 70)])));
  expect(brief(run)).toEqual(["train/loss@10=0.5"]);
  expect(run.partial).toBe(true);
  expect(run.problems.map((problem) => problem.details)).toMatchObject([{ path: "byte 88" }]);
});

test("after damage nothing more is read: the place of the next record is not known for sure", async () => {
  const damaged = Buffer.concat([SMALL, SMALL]);
  damaged[SMALL.length + 20] = 0xff;
  const run = await readOne(tensorboard, memoryFile(NAME, Buffer.concat([damaged, SMALL])));
  expect(brief(run)).toEqual(["train/loss@10=0.5"]);
  expect(run.problems).toHaveLength(1);
});

test("a record that is whole but no event is told", async () => {
  const data = Buffer.from([0x2a, 0x7f, 1]);
  const run = await readOne(tensorboard, memoryFile(NAME, Buffer.concat([SMALL, framed(data)])));
  expect(run).toMatchObject({ partial: true, measurements: [{ value: 0.5 }] });
});

test("an empty file holds nothing and is whole", async () => {
  expect(await readOne(tensorboard, memoryFile(NAME, Buffer.alloc(0)))).toMatchObject({ partial: false });
});

test("the pieces in which the file comes make no difference", async () => {
  for (const piece of [1, 2, 13, 40, 41]) {
    expect(brief(await readOne(tensorboard, memoryFile(NAME, SMALL, piece)))).toEqual(["train/loss@10=0.5"]);
  }
});

test("the short way for plain scalars reads what the general one does", async () => {
  // A field that no reader knows sends the same event on the general way.
  const unknown = Buffer.of(0x7a, 0x00);
  const scalar = fc.record({
    tag: fc.oneof(
      fc.constantFrom("a/loss", "b/loss", "lr", "\uFEFFlr", "größe"),
      fc.string({ unit: "grapheme", minLength: 1, maxLength: 140 }),
    ),
    step: fc.integer({ min: -5, max: 2 ** 40 }),
    value: fc.float(),
    time: fc.double({ min: 0, max: 2e9, noNaN: true }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(scalar, { minLength: 1, maxLength: 12 }), async (scalars) => {
      const events = scalars.map(writeEvent);
      const short = memoryFile(NAME, Buffer.concat(events.map(framed)));
      const general = memoryFile(
        NAME,
        Buffer.concat(events.map((event) => framed(Buffer.concat([event, unknown])))),
      );
      const expected = scalars
        .filter(({ tag }) => tag.length <= 250)
        .map(({ tag, step, value, time }) => ({ metric: tag, step, time: Math.round(time * 1000), value }));
      expect((await readOne(tensorboard, short)).measurements).toEqual(expected);
      expect((await readOne(tensorboard, general)).measurements).toEqual(expected);
    }),
  );
});

test("a record that is cut is not read on in the one after it", async () => {
  const event = writeEvent({ tag: "train/loss", step: 300, value: 1, time: 1 });
  for (let length = 0; length < event.length; length += 1) {
    const cut = framed(event.subarray(0, length));
    const alone = await readOne(tensorboard, memoryFile(NAME, cut));
    const followed = await readOne(tensorboard, memoryFile(NAME, Buffer.concat([cut, SMALL])));
    expect(alone.measurements).toEqual([]);
    expect(brief(followed)).toEqual(alone.partial ? [] : ["train/loss@10=0.5"]);
    expect(followed.problems).toEqual(alone.problems);
  }
});

test.each([
  ["a summary", 13],
  ["a value", 15],
  ["a tag", 17],
])("%s whose length does not fit its event is told", async (_, at) => {
  for (const change of [-1, 1, 2, 20]) {
    const event = writeEvent({ tag: "train/loss", step: 300, value: 1, time: 1 });
    event[at] = (event[at] ?? 0) + change;
    const run = await readOne(tensorboard, memoryFile(NAME, Buffer.concat([framed(event), SMALL])));
    expect(run).toMatchObject({ partial: true, measurements: [], problems: [{ code: "FILE_UNREADABLE" }] });
  }
});

test("a record that is larger than a piece of the file is read whole, and the ones after it", async () => {
  const filler = Buffer.concat([Buffer.of(0x7a, 0x90, 0x4e), Buffer.alloc(10_000)]);
  const parts = [SMALL, framed(filler), SMALL, framed(filler), SMALL];
  for (const piece of [100, 1_000, 25_000]) {
    const run = await readOne(tensorboard, memoryFile(NAME, Buffer.concat(parts), piece));
    expect(run).toMatchObject({ partial: false, problems: [] });
    expect(brief(run)).toEqual(Array(3).fill("train/loss@10=0.5"));
  }
});

test("damage in a later piece is told with its place in the file", async () => {
  const damaged = Buffer.concat([SMALL, SMALL, SMALL]);
  damaged[2 * SMALL.length + 20] = 0xff;
  for (const piece of [7, 60, 1_000]) {
    const run = await readOne(tensorboard, memoryFile(NAME, damaged, piece));
    expect(run.problems.map((problem) => problem.details.path)).toEqual([`byte ${2 * SMALL.length}`]);
  }
});

function writeEvent(scalar: { tag: string; step: number; value: number; time: number }): Buffer {
  const value = new BinaryWriter()
    .tag(1, WireType.LengthDelimited)
    .string(scalar.tag)
    .tag(2, WireType.Bit32)
    .float(scalar.value)
    .finish();
  const summary = new BinaryWriter().tag(1, WireType.LengthDelimited).bytes(value).finish();
  const event = new BinaryWriter().tag(1, WireType.Bit64).double(scalar.time);
  event.tag(2, WireType.Varint).int64(scalar.step).tag(5, WireType.LengthDelimited).bytes(summary);
  return Buffer.from(event.finish());
}
