import { expect, test } from "vitest";
import { trainerState } from "../../../adapters/importers/trainer-state.ts";
import { brief, memoryFile, readOne } from "../../support/import-file.ts";
import { withCode } from "../../support/with-code.ts";

const STATE = Buffer.from(
  '{"best_metric":0.31,"epoch":2.0,"global_step":20,"log_history":[{"epoch":1.0,"grad_norm":NaN,"loss":0.9,"step":10},{"epoch":2.0,"eval_loss":0.4,"step":20}],"max_steps":20}',
);

test("the history of the Trainer; NaN is kept", async () => {
  const run = await readOne(trainerState, memoryFile("out/checkpoint-20/trainer_state.json", STATE));
  expect(brief(run)).toEqual(["grad_norm@10=NaN", "loss@10=0.9", "eval_loss@20=0.4"]);
  expect(run).toMatchObject({ group: "out", progress: 20, totalSteps: 20 });
});

const RESULTS = Buffer.from(
  '{\n    "epoch": 2.0,\n    "eval_loss": 0.3,\n    "eval_samples_per_second": 91.5\n}',
);

test("results of the Trainer are of its format, whose history they end", async () => {
  for (const name of ["eval", "all", "predict"])
    expect(trainerState.paths.test(`out/${name}_results.json`)).toBe(true);
  expect(trainerState.detect("out/eval_results.json", RESULTS)).toBe(true);
  const run = await readOne(trainerState, memoryFile("out/eval_results.json", RESULTS));
  expect(brief(run)).toContain("eval_loss@end=0.3");
  expect(run.group).toBe("out");
  expect(run.progress).toBeUndefined();
});

test("results that another program wrote are not the Trainer's", () => {
  expect(trainerState.detect("eval_results.json", Buffer.from('{"eval_loss": 0.3}'))).toBe(false);
  expect(trainerState.detect("eval_results.json", Buffer.from('{"valid": {"l2": [0.3]}}'))).toBe(false);
});

test("a file of another form is refused", async () => {
  const file = memoryFile("trainer_state.json", Buffer.from('{"log_history": 1}'));
  await expect(trainerState.read(file, { since: null })).rejects.toThrow(withCode("SCHEMA_MISMATCH"));
});
