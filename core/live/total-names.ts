/** Parameters that say how many steps there will be. */
export const STEP_NAMES: ReadonlySet<string> = new Set(
  (
    "max_steps total_steps num_steps n_steps num_train_steps max_train_steps num_training_steps " +
    "total_iterations max_iters max_iterations num_iterations n_iter iterations n_estimators num_boost_round num_rounds"
  ).split(" "),
);

/** Parameters that say how many epochs there will be. */
export const EPOCH_NAMES: ReadonlySet<string> = new Set(
  "epochs num_epochs n_epochs nb_epochs max_epochs num_train_epochs total_epochs".split(" "),
);

/** Whether a parameter says how long the training will be. */
export function namesTotal(name: string): boolean {
  const last = lastName(name);
  return STEP_NAMES.has(last) || EPOCH_NAMES.has(last);
}

/** What a parameter is called without what it stands under: `trainer.max-epochs` is `max_epochs`. */
export function lastName(name: string): string {
  return name.split(/[./]/).at(-1)?.toLowerCase().replaceAll("-", "_") ?? "";
}
