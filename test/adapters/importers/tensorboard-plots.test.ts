import { readFileSync } from "node:fs";
import { BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createDiscovery } from "../../../adapters/importers/discovery.ts";
import { tensorboard } from "../../../adapters/importers/tensorboard.ts";
import { plotSchema } from "../../../core/run/plot.ts";
import { TRIES } from "../../support/fuzz-importer.ts";
import { brief, FIXTURES, fixtures, memoryFile, readOne } from "../../support/import-file.ts";
import { framed, recordsOf } from "../../support/tf-record.ts";

const NAME = "events.out.tfevents.1700000000.host";

async function readFixture(part: string) {
  const files = await fixtures("tensorboard-plots");
  const file = files.find(({ path }) => path.includes(`/${part}/`));
  if (file === undefined) throw new Error("no fixture");
  return await readOne(tensorboard, file);
}

type Part = readonly [field: number, value: number | readonly number[] | Uint8Array | string];

/** A message: numbers are doubles, lists packed doubles, texts and bytes as they are. */
function message(...parts: readonly Part[]): Uint8Array {
  const writer = new BinaryWriter();
  for (const [field, value] of parts) {
    if (typeof value === "number") writer.tag(field, WireType.Bit64).double(value);
    else if (typeof value === "string") writer.tag(field, WireType.LengthDelimited).string(value);
    else if (value instanceof Uint8Array) writer.tag(field, WireType.LengthDelimited).bytes(value);
    else {
      const packed = new BinaryWriter();
      for (const number of value) packed.double(number);
      writer.tag(field, WireType.LengthDelimited).bytes(packed.finish());
    }
  }
  return writer.finish();
}

function record(step: number, value: Uint8Array): Buffer {
  const event = new BinaryWriter().tag(1, WireType.Bit64).double(1_700_000_000);
  event.tag(2, WireType.Varint).int64(step);
  const data = Buffer.concat([event.finish(), message([5, message([1, value])])]);
  return framed(data);
}

const read = async (...records: readonly Buffer[]) =>
  readOne(tensorboard, memoryFile(NAME, Buffer.concat(records)));
interface Proto {
  readonly min?: number;
  readonly max?: number;
  readonly limits?: readonly number[];
  readonly counts?: readonly number[];
  readonly squares?: number;
}
const proto = (
  tag: string,
  step: number,
  { min = 0, max = 2, limits = [1, 2], counts = [3, 4], squares = 9 }: Proto,
) =>
  record(step, message([1, tag], [5, message([1, min], [2, max], [5, squares], [6, limits], [7, counts])]));

/** A tensor of doubles (`double_val`), or of floats as bytes, under a plugin. */
function tensor(
  tag: string,
  plugin: string,
  shape: readonly number[],
  values: readonly number[],
  asBytes = false,
): Buffer {
  const dims = shape.map((size) => {
    const dim = new BinaryWriter().tag(1, WireType.Varint).int64(size).finish();
    return [2, dim] as const;
  });
  const type = new BinaryWriter()
    .tag(1, WireType.Varint)
    .int32(asBytes ? 1 : 2)
    .finish();
  const content: Part = asBytes ? [4, new Uint8Array(Float32Array.from(values).buffer)] : [6, values];
  const body = Buffer.concat([type, message([2, message(...dims)], content)]);
  return record(7, message([1, tag], [9, message([1, message([1, plugin])])], [8, body]));
}

describe("histograms as PyTorch and tensorboardX write them", () => {
  it("are read step by step, with the very norms of what is called a gradient", async () => {
    const run = await readFixture("run");
    expect(run).toMatchObject({ partial: false, problems: [] });
    expect(brief(run)).toEqual(["loss@3=0.5"]);
    const [norms, , weights, gradients] = run.plots ?? [];
    // numpy.linalg.norm of the values that the fixture was made from.
    expect(norms?.plot).toEqual({
      pedigree: "gradient-norms",
      layers: [
        {
          name: "fc/weight.grad",
          points: [
            [0, expect.closeTo(5.515168774296731, 12)],
            [1, expect.closeTo(1.116593519489618, 12)],
            [2, expect.closeTo(0.17613652954230552, 12)],
            [3, expect.closeTo(0.020188975430852355, 12)],
          ],
        },
      ],
    });
    expect([weights?.name, gradients?.name]).toEqual(["fc/weight", "fc/weight.grad"]);
    if (weights?.plot.pedigree !== "histogram") throw new Error("no histogram");
    expect(weights.plot.histograms.map(({ step }) => step)).toEqual([0, 1, 2, 3]);
    for (const { counts, edges } of weights.plot.histograms) {
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(40);
      expect(edges[0]).toBeLessThan(0);
    }
  });

  it.each([
    ["layer1/grad", true],
    ["gradients/fc", true],
    ["conv_grad.0", true],
    ["Grads", true],
    ["upgrade", false],
    ["gradual", false],
    ["weights", false],
  ])("%s is called a gradient: %s", async (tag, expected) => {
    const { plots = [] } = await read(proto(tag, 0, {}));
    expect(plots.some(({ plot }) => plot.pedigree === "gradient-norms")).toBe(expected);
  });

  it("have the smallest and the largest value for ends, where the limits are the largest numbers there are", async () => {
    const limits = [-1, 0, 1, Number.MAX_VALUE];
    const { plots } = await read(proto("w", 5, { min: -0.5, max: 3, limits, counts: [0, 2, 0, 1] }));
    expect(plots).toEqual([
      {
        name: "w",
        plot: {
          pedigree: "histogram",
          title: "w",
          histograms: [{ step: 5, edges: [-0.5, 0, 1, 3], counts: [2, 0, 1] }],
        },
      },
    ]);
  });

  it("of a diverged training have no bins, which is told and no damage, and norms that are NaN", async () => {
    const gone = { min: Number.NaN, max: Number.NaN, squares: Number.NaN };
    const run = await read(proto("grad", 0, {}), proto("grad", 1, gone), proto("grad", 2, gone));
    expect(run.partial).toBe(false);
    expect(run.problems.map(({ message: text }) => text)).toEqual([
      expect.stringMatching(
        /grad at step 1: expected finite values, found NaN or infinite ones, and 1 more like it/,
      ),
    ]);
    expect(run.plots?.[0]?.plot).toMatchObject({
      layers: [
        {
          points: [
            [0, 3],
            [1, "NaN"],
            [2, "NaN"],
          ],
        },
      ],
    });
    expect(run.plots?.[1]?.plot).toMatchObject({ histograms: [{ step: 0 }] });
  });

  it.each<[string, Proto, RegExp]>([
    ["fewer limits than bins", { limits: [1] }, /as many limits as bins, found 1 limits and 2 bins/],
    ["a count below 0", { counts: [-1, 4] }, /a count of 0 or more in each bin, found -1/],
    ["a count that is none", { counts: [3, Number.NaN] }, /found NaN/],
    [
      "limits that go back",
      { limits: [2, 1, 3], counts: [1, 1, 1], max: 3 },
      /ascending edges, found 1 after 2/,
    ],
    ["a limit below the smallest value", { min: 1.5 }, /ascending edges, found 1 after 1.5/],
  ])("are refused with %s, and the others stay", async (_, wrong, words) => {
    const run = await read(proto("w", 0, {}), proto("w", 1, wrong), proto("w", 2, {}));
    expect(run.partial).toBe(true);
    expect(run.problems.map(({ message: text }) => text)).toEqual([expect.stringMatching(words)]);
    expect(run.plots?.[0]?.plot).toMatchObject({ histograms: [{ step: 0 }, { step: 2 }] });
  });

  it("of nothing are passed over", async () => {
    const run = await read(proto("w", 0, { counts: [0, 0], min: Number.POSITIVE_INFINITY }));
    expect(run).toMatchObject({ partial: false, problems: [], plots: [] });
  });

  it("are few however many there are: steps, bins and layers", async () => {
    const fine = {
      limits: Array.from({ length: 1500 }, (_, at) => at),
      counts: Array.from({ length: 1500 }, () => 1),
    };
    const steps = Array.from({ length: 200 }, (_, step) => proto("w", step, { ...fine, max: 1499 }));
    const [weights] = (await read(...steps)).plots ?? [];
    if (weights?.plot.pedigree !== "histogram") throw new Error("no histogram");
    expect(weights.plot.histograms).toHaveLength(40);
    expect([weights.plot.histograms[0]?.step, weights.plot.histograms.at(-1)?.step]).toEqual([0, 199]);
    expect(weights.plot.histograms[0]?.counts.length).toBeLessThanOrEqual(100);
    const layers = Array.from({ length: 250 }, (_, at) => proto(`layer${at}`, 0, {}));
    const run = await read(...layers);
    expect(run.plots).toHaveLength(12);
    expect([run.plots?.[0]?.name, run.plots?.at(-1)?.name]).toEqual(["layer0", "layer199"]);
    expect(run.partial).toBe(false);
    expect(run.problems[0]?.message).toMatch(/at most 12 histograms and 6 curves, found 238 more/);
  });

  it("after a cut stay as they were, and a record that is none ends the reading", async () => {
    const whole = [proto("w", 0, {}), proto("w", 1, {})];
    const cut = Buffer.concat(whole).subarray(0, -3);
    const run = await readOne(tensorboard, memoryFile(NAME, cut));
    expect(run).toMatchObject({ partial: true, plots: [{ plot: { histograms: [{ step: 0 }] } }] });
    const odd = record(1, message([1, "w"], [5, message([7, new Uint8Array(9)])]));
    const stopped = await read(proto("w", 0, {}), odd, proto("w", 2, {}));
    expect(stopped).toMatchObject({ partial: true, plots: [{ plot: { histograms: [{ step: 0 }] } }] });
    expect(stopped.problems[0]?.message).toContain("a record that is no event");
  });
});

describe("histograms as TensorFlow 2 and Keras write them", () => {
  it("are read from their rows, also where the plugin was named with the first alone", async () => {
    const { plots = [], problems } = await readFixture("tensors");
    expect(problems).toEqual([]);
    expect(plots.map(({ name }) => name)).toEqual(["dense/kernel", "dense/bias"]);
    const [kernel, bias] = plots.map(({ plot }) => plot);
    expect(kernel).toMatchObject({
      histograms: [{ step: 0, counts: [3, 6, 15, 19, 4, 3] }, { step: 1 }, { step: 2 }],
    });
    // Six times the value 0.
    expect(bias).toMatchObject({ histograms: [{ step: 3, edges: [0, 0], counts: [4] }] });
  });

  it("may be raw bytes, and end in one number that fills the rest", async () => {
    const bytes = await read(tensor("w", "histograms", [2, 3], [0, 1, 5, 1, 2, 6], true));
    expect(bytes.plots?.[0]?.plot).toMatchObject({
      histograms: [{ step: 7, edges: [0, 1, 2], counts: [5, 6] }],
    });
    const filled = await read(tensor("w", "histograms", [2, 3], [0, 1, 1]));
    expect(filled.plots?.[0]?.plot).toMatchObject({ histograms: [{ edges: [0, 1, 1], counts: [1, 1] }] });
  });

  it.each([
    ["of another shape", [3, 2], [0, 1, 5, 1, 2, 6], /rows of three numbers, found the shape 3 × 2/],
    ["with a gap", [2, 3], [0, 1, 5, 1.5, 2, 6], /bins side by side, found a gap before bin 2/],
    ["of more numbers than fit", [1, 3], [0, 1, 5, 1], /a tensor of numbers, found none/],
    ["without a number", [2, 3], [], /a tensor of numbers, found none/],
    ["larger than anything", [1_000_000, 3], [0], /a tensor of numbers, found none/],
    ["with a count below 0", [1, 3], [0, 1, -5], /a count of 0 or more/],
  ])("are refused %s", async (_, shape, values, words) => {
    const run = await read(tensor("w", "histograms", shape, values));
    expect(run).toMatchObject({ partial: true, plots: [] });
    expect(run.problems[0]?.message).toMatch(words);
  });

  it("of another plugin are passed over", async () => {
    const run = await read(tensor("w", "images", [1, 3], [0, 1, 5]));
    expect(run).toMatchObject({ partial: false, problems: [], plots: [] });
  });
});

describe("precision-recall curves", () => {
  const rows = (recall: readonly number[], precision: readonly number[], positives: readonly number[]) => [
    ...positives,
    ...positives.map(() => 0),
    ...positives.map(() => 1),
    ...positives.map(() => 1),
    ...precision,
    ...recall,
  ];
  const curve = (tag: string, values: readonly number[]) =>
    tensor(tag, "pr_curves", [6, values.length / 6], values);

  it("are read as pairs, without thresholds above which nothing is predicted", async () => {
    const { plots = [] } = await readFixture("run");
    const pr = plots.find(({ plot }) => plot.pedigree === "precision-recall")?.plot;
    if (pr?.pedigree !== "precision-recall") throw new Error("no curve");
    expect(pr.title).toBe("validation at step 3");
    // Of eleven thresholds the highest is above every score.
    expect(pr.points).toHaveLength(10);
    expect(pr.points.at(-1)).toEqual([1, expect.closeTo(34 / 60, 6)]);
    const drawn = await read(curve("x", rows([1, 0.5, 0], [0.4, 0.8, 0], [4, 2, 0])));
    expect(drawn.plots?.[0]?.plot).toEqual({
      pedigree: "precision-recall",
      title: "x at step 7",
      points: [
        [0.5, 0.8],
        [1, 0.4],
      ],
    });
  });

  it.each([
    ["a share above 1", rows([1, 1.5], [0.5, 0.5], [1, 1]), /precision and recall from 0 to 1/],
    ["a share that is NaN", rows([1, 0], [0.5, Number.NaN], [1, 1]), /precision and recall from 0 to 1/],
  ])("are refused with %s", async (_, values, words) => {
    const run = await read(curve("x", values));
    expect(run).toMatchObject({ partial: true, plots: [] });
    expect(run.problems[0]?.message).toMatch(words);
  });

  it("are refused without six rows", async () => {
    const run = await read(tensor("x", "pr_curves", [5, 1], [1, 2, 3, 4, 5]));
    expect(run.problems[0]?.message).toMatch(/six rows, found the shape 5 × 1/);
  });
});

it("every plot of a workspace has the documented form, and is told with its file", async () => {
  const { value, warnings } = await createDiscovery(`${FIXTURES}/tensorboard-plots`).find({
    startedAt: "2000-01-01T00:00:00Z",
    output: null,
    ignore: [],
    ended: true,
  });
  expect(warnings).toEqual([]);
  expect(value.plots?.map(({ name }) => name)).toEqual([
    "run/gradient norms",
    "run/validation",
    "run/fc/weight",
    "run/fc/weight.grad",
    "tensors/dense/kernel",
    "tensors/dense/bias",
  ]);
  for (const { plot } of value.plots ?? []) expect(plotSchema.parse(plot)).toEqual(plot);
  expect(value.sources.map(({ path }) => path.split("/")[0])).toEqual(["run", "tensors"]);
});

it("of records that are damaged before they were written, it makes sound plots or tells of the damage", async () => {
  const files = (await fixtures("tensorboard-plots")).map(({ real }) => readFileSync(real));
  const records = files.flatMap(recordsOf);
  const flips = fc.array(fc.tuple(fc.nat(), fc.nat(), fc.integer({ min: 1, max: 255 })), { maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(flips, async (places) => {
      const changed = records.map((one) => Buffer.from(one));
      for (const [at, byte, mask] of places) {
        const target = changed[at % changed.length];
        if (target !== undefined) target[byte % target.length] = (target[byte % target.length] ?? 0) ^ mask;
      }
      const run = await read(...changed.map(framed));
      for (const { plot } of run.plots ?? []) expect(plotSchema.parse(plot)).toEqual(plot);
      if (run.partial) expect(run.problems.length).toBeGreaterThan(0);
    }),
    { numRuns: TRIES },
  );
});
