import { describe, expect, it } from "vitest";
import { decodeApart } from "../../../adapters/parquet/apart-curves.ts";
import { encodeCurves } from "../../../adapters/parquet/curves-parquet.ts";
import { withCode } from "../../support/with-code.ts";

const points = (count: number) =>
  Array.from({ length: count }, (_, step) => ({ step, time: null, value: step % 7 }));

describe("curves of a stranger", () => {
  it("are read as they are, and thinned where they are long", async () => {
    const short = new Map([["loss", points(20)]]);
    expect(await decodeApart(encodeCurves(short), "curves.parquet")).toEqual(short);
    const long = await decodeApart(encodeCurves(new Map([["loss", points(5_000)]])), "curves.parquet");
    const { length } = long.get("loss") ?? [];
    expect(length).toBeGreaterThan(900);
    expect(length).toBeLessThanOrEqual(1_000);
  });

  it.each([
    ["nothing", new Uint8Array()],
    ["something else", Buffer.from("PAR1 and nothing else PAR1")],
    ["the half of a file", encodeCurves(new Map([["loss", points(100)]])).subarray(100)],
  ])("are refused when they are %s", async (_, bytes) => {
    await expect(decodeApart(bytes, "curves.parquet")).rejects.toThrow(withCode("ARTIFACT_INVALID"));
  });

  it("are given up when they are not read in time, or take too much memory", async () => {
    const bytes = encodeCurves(new Map([["loss", points(1_000_000)]]));
    const late = decodeApart(bytes, "curves.parquet", { milliseconds: 1 });
    await expect(late).rejects.toThrow(/nothing within 1 ms/);
    const small = decodeApart(bytes, "curves.parquet", { milliseconds: 60_000, megabytes: 16 });
    await expect(small).rejects.toThrow(withCode("ARTIFACT_INVALID"));
  }, 60_000);
});
