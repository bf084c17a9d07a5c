import { expect, test } from "vitest";
import { hydra } from "../../../adapters/importers/hydra.ts";
import { fixture, readOne } from "../../support/import-file.ts";

const CONFIG = "hydra/outputs/run/.hydra/config.yaml";

test("the composed configuration and the overrides that it was given", async () => {
  const run = await readOne(hydra, await fixture(CONFIG));
  expect(run.group).toBe("hydra/outputs/run");
  expect(Object.fromEntries(run.params)).toEqual({
    "optimizer.name": "sgd",
    "optimizer.lr": 0.05,
    layers: "[64,32]",
    seed: null,
    note: "hello",
    "hydra.overrides": '["optimizer.lr=0.05","+note=hello"]',
  });
});
