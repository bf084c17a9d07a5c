import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  closeMarker,
  countedMarker,
  fromMarker,
  openMarker,
  parseCountedMarker,
  parseFromMarker,
  parseOpenMarker,
} from "../../../core/report/section-marker.ts";
import { law } from "../../support/law.ts";

const text = fc.string({ unit: "binary" }).map((value) => value.toWellFormed());
const count = fc.integer({ min: 1, max: 999 });
const numbers = { workflowRun: count, attempt: count, runs: count };
const origin = fc.option(fc.record({ ...numbers }));
const workflow = fc.option(text, { nil: undefined });

describe("the hidden lines of a comment", () => {
  it("are read as they were written, whatever they name", () => {
    law(fc.tuple(text, origin, workflow), ([key, of, path]) => {
      expect(parseOpenMarker(openMarker(key, of))).toEqual({ key, origin: of });
      const counted = of === null || path === undefined ? of : { ...of, workflow: path };
      expect(parseCountedMarker(countedMarker(key, counted))).toEqual({ key, origin: counted });
    });
    law(fc.tuple(text, fc.constantFrom(undefined, "a".repeat(40))), ([path, commit]) => {
      const from = { workflow: path, ...(commit === undefined ? {} : { commit }) };
      expect(parseFromMarker(fromMarker(from) ?? "")).toEqual(from);
    });
  });

  it("end where an HTML comment ends, and nowhere before", () => {
    law(text, (key) => {
      for (const line of [openMarker(key, null), closeMarker(key), countedMarker(key, null)]) {
        expect([line.indexOf("-->"), line.split("\n").length]).toEqual([line.length - 3, 1]);
      }
    });
  });

  it("are one kind each, and nothing else", () => {
    expect(fromMarker({ commit: "a".repeat(40) })).toBeUndefined();
    expect(parseCountedMarker(openMarker("a", null))).toBeUndefined();
    expect(parseOpenMarker(countedMarker("a", null))).toBeUndefined();
    expect(parseFromMarker("<!-- pedigree:from:a at <b> -->")).toBeUndefined();
    expect(parseOpenMarker("<!-- pedigree:section:a%2d -->")).toBeUndefined();
  });
});
