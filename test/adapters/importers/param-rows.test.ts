import { expect, test } from "vitest";
import { paramsFromLines, paramsFromTable } from "../../../adapters/importers/param-rows.ts";
import { importParams } from "../../../adapters/importers/params.ts";
import { withCode } from "../../support/with-code.ts";

const read = (name: string, text: string) => Object.fromEntries(importParams(text, name));

test.each([
  ["p.csv", "name,value\nlr,0.1\noptimizer,sgd\nnesterov,true\n"],
  ["p.tsv", "param\tvalue\r\nlr\t0.1\r\noptimizer\tsgd\r\nnesterov\ttrue\r\n"],
  ["p.csv", "lr,optimizer,nesterov\n0.1,sgd,true\n"],
  ["p.jsonl", '{"lr": 0.1}\n\n{"optimizer": "sgd", "nesterov": true}\n'],
  [
    "p.ndjson",
    '{"name":"lr","value":0.1}\n{"name":"optimizer","value":"sgd"}\n{"key":"nesterov","value":true}',
  ],
])("%s: %j", (name, text) => {
  expect(read(name, text)).toEqual({ lr: 0.1, optimizer: "sgd", nesterov: true });
});

test.each([
  ["p.csv", ""],
  ["p.csv", "lr,optimizer\n0.1,sgd\n0.2,adam\n"],
  ["p.csv", "name,value\nlr,0.1\nlr,0.2\n"],
  ["p.jsonl", "[1]\n"],
  ["p.jsonl", '{"lr": 1}\n{"lr": 2}\n'],
])("refuses what is no parameters: %s %j", (name, text) => {
  expect(() => read(name, text)).toThrow(withCode("FILE_UNREADABLE"));
});

test("a seed of 64 bits is the same in a table and in JSON lines", () => {
  const seed = "13557489321930403201";
  expect(paramsFromTable(`name,value\nseed,${seed}\nlr,1e300\n`, "p.csv")).toEqual({ seed, lr: 1e300 });
  expect(paramsFromLines(`{"seed": ${seed}}\n`, "p.jsonl")).toEqual({ seed });
});
