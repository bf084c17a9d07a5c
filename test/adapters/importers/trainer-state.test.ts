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

test("a file of another form is refused", async () => {
  const file = memoryFile("trainer_state.json", Buffer.from('{"log_history": 1}'));
  await expect(trainerState.read(file, { since: null })).rejects.toThrow(withCode("SCHEMA_MISMATCH"));
});
