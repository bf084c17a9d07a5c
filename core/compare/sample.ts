/** Values of one metric in repeated runs of the same thing, at least one, all finite. */
export interface Sample {
  readonly values: readonly number[];
  /**
   * Folds of one cross-validation share training data, so that their mean varies more than independent repeats
   * would make it; see `shareOfVariance` (samples.ts).
   */
  readonly folds: boolean;
}
