import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PedigreeError } from "../../../core/errors.ts";
import type { Filter } from "../../../core/tracking/filter.ts";
import { EXPERIMENT_TERMS, RUN_TERMS } from "../../../core/tracking/filter-terms.ts";
import {
  MAX_CONDITIONS,
  MAX_FILTER_DEPTH,
  parseFilter,
  parseOrder,
} from "../../../core/tracking/parse-filter.ts";
import { law } from "../../support/law.ts";
import { withCode } from "../../support/with-code.ts";

const parse = (text: string) => parseFilter(text, RUN_TERMS);

/** A filter as short text, to see how it was read. */
function shown(filter: Filter | undefined): string {
  if (filter === undefined) return "everything";
  switch (filter.kind) {
    case "not":
      return `not(${shown(filter.part)})`;
    case "condition":
      return `${filter.field.entity}:${filter.field.key} ${JSON.stringify(Object.values(filter.test))}`;
    default:
      return `${filter.kind}(${filter.parts.map(shown).join(", ")})`;
  }
}

/** Where an error says the trouble is. */
function placeOf(text: string): string | undefined {
  try {
    parse(text);
  } catch (error) {
    return error instanceof PedigreeError && error.code === "FILTER_INVALID"
      ? error.details.path
      : "other error";
  }
  return undefined;
}

describe("parseFilter", () => {
  it.each([
    ["", "everything"],
    [" metrics.loss<-.3 ", 'metric:loss ["<",-0.3]'],
    ["metric.val/f1-score@5 >= 1e-3", 'metric:val/f1-score@5 [">=",0.001]'],
    ["params.`a b` = 'it''s'", 'param:a b ["=","it\'s"]'],
    ['parameter."x" != "y"', 'param:x ["!=","y"]'],
    ["tags.mlflow.user LIKE 'a%'", 'tag:mlflow.user ["LIKE",false,"a%"]'],
    ["tag.a NOT ILIKE 'b'", 'tag:a ["ILIKE",true,"b"]'],
    ["attributes.status = 'RUNNING'", 'attribute:status ["=","RUNNING"]'],
    ["`Run name` = 'x'", 'attribute:run_name ["=","x"]'],
    ["created > 5", 'attribute:start_time [">",5]'],
    ["run_id not in ('a','b')", 'attribute:run_id ["IN",true,["a","b"]]'],
    ["metrics.m IN (1, 2)", 'metric:m ["IN",false,[1,2]]'],
    ["metrics.m IN (1,)", 'metric:m ["IN",false,[1]]'],
    [
      "metrics.m BETWEEN 1 AND 2 AND params.a BETWEEN 'b' AND 'c'",
      'and(metric:m ["BETWEEN",false,1,2], param:a ["BETWEEN",false,"b","c"])',
    ],
    [
      "params.a='1' or params.b='2' and not params.c='3'",
      'or(param:a ["=","1"], and(param:b ["=","2"], not(param:c ["=","3"])))',
    ],
    ["NOT (params.a='1' OR params.b='2')", 'not(or(param:a ["=","1"], param:b ["=","2"]))'],
    ["datasets.context = 'train'", 'dataset:context ["=","train"]'],
  ])("reads %s", (text, expected) => {
    expect(shown(parse(text))).toBe(expected);
  });

  it.each([
    ["bogus.x = 1", "character 1"],
    ["constructor.x = 1", "character 1"],
    ["toString = 'a'", "character 1"],
    ["params.lr = 0.1", "character 13"],
    ["metrics.acc > 'a'", "character 15"],
    ["metrics.acc >", "character 14"],
    ["metrics.acc LIKE 'a'", "character 13"],
    ["params.a < 'b'", "character 10"],
    ["params.a = 'b", "character 12"],
    ["params.a = 'b' params.c = 'd'", "character 16"],
    ["(params.a = 'b'", "character 16"],
    ["params.a IN ()", "character 14"],
    ["params.a IN (,)", "character 14"],
    ["params.a IN ('x',,)", "character 18"],
    ["metrics.a = 1x", "character 13"],
    ["metrics.a ; 1", "character 11"],
    ["datasets.other = 'a'", "character 1"],
    ["metrics. > 1", "character 10"],
    ["AND", "character 1"],
  ])("says where %s is wrong: %s", (text, place) => {
    expect(placeOf(text)).toBe(place);
  });

  it("refuses more than is sensible, without failing otherwise", () => {
    const condition = "metrics.a = 1";
    const many = (count: number) => Array.from({ length: count }, () => condition).join(" AND ");
    expect(parse(many(MAX_CONDITIONS))?.kind).toBe("and");
    expect(() => parse(many(MAX_CONDITIONS + 1))).toThrow(withCode("FILTER_INVALID"));
    const nested = (depth: number) => `${"(".repeat(depth)}${condition}${")".repeat(depth)}`;
    expect(parse(nested(MAX_FILTER_DEPTH))?.kind).toBe("condition");
    expect(() => parse(nested(MAX_FILTER_DEPTH + 1))).toThrow(withCode("FILTER_INVALID"));
    expect(() => parse("NOT ".repeat(5_000))).toThrow(withCode("FILTER_INVALID"));
    expect(() => parse(" ".repeat(20_001))).toThrow(withCode("FILTER_INVALID"));
  });

  it("reads any text or says where it is wrong", () => {
    const piece = fc.constantFrom(
      "metrics.a",
      "params.`b`",
      "=",
      "'x'",
      "1",
      "(",
      ")",
      "AND",
      "NOT",
      "IN",
      ",",
      "LIKE",
      "BETWEEN",
      '"',
      "-",
      ".",
      "\u{1f600}",
    );
    const text = fc.oneof(
      fc.string(),
      fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(" ")),
    );
    law(text, (given) => expect(placeOf(given) ?? "character 1").toMatch(/^character \d+$/));
  });

  it("keeps any key and text that is quoted", () => {
    law(fc.tuple(fc.string({ minLength: 1 }), fc.string()), ([key, value]) => {
      const text = `tags.\`${key.replaceAll("`", "``")}\` = '${value.replaceAll("'", "''")}'`;
      expect(parse(text)).toEqual({
        kind: "condition",
        field: { entity: "tag", key, type: "text" },
        test: { operator: "=", value },
      });
    });
  });
});

describe("parseOrder", () => {
  it("ascends unless told otherwise", () => {
    expect(parseOrder("metrics.`a b` desc", RUN_TERMS)).toEqual({
      field: { entity: "metric", key: "a b", type: "number" },
      ascending: false,
    });
    expect(parseOrder("name", EXPERIMENT_TERMS).ascending).toBe(true);
    expect(parseOrder("start_time ASC", RUN_TERMS).ascending).toBe(true);
  });

  it.each(["", "bogus", "metrics.a DOWN", "metrics.a ASC, b"])("refuses %j", (text) => {
    expect(() => parseOrder(text, RUN_TERMS)).toThrow(withCode("FILTER_INVALID"));
  });
});
