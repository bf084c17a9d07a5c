/**
 * Metric names that say of what part they are: `auc/slice=female` is the AUC of one slice of the data, and `auc/fold=2`
 * or `auc/seed=7` is one repeat of it. Any other key than a repeat's names a slice. Names without `KEY=VALUE` after
 * their last slash, such as TensorBoard's `val/loss`, are ordinary.
 */
export interface MetricPart {
  /** The metric that it is a part of: `auc`. */
  readonly base: string;
  readonly key: string;
  readonly value: string;
}

/** Parameters and parts of names that tell repeats apart. Folds share training data; the others are independent. */
const REPEAT_KEYS: ReadonlySet<string> = new Set(["fold", "seed", "repeat"]);
export const FOLD_KEY = "fold";

export function parseMetricPart(name: string): MetricPart | undefined {
  const slash = name.lastIndexOf("/");
  if (slash <= 0) return undefined;
  const equals = name.indexOf("=", slash + 2);
  if (equals === -1 || equals === name.length - 1) return undefined;
  return { base: name.slice(0, slash), key: name.slice(slash + 1, equals), value: name.slice(equals + 1) };
}

export function formatMetricPart({ base, key, value }: MetricPart): string {
  return `${base}/${key}=${value}`;
}

export function isRepeat(part: MetricPart): boolean {
  return REPEAT_KEYS.has(part.key);
}

/** Whether a name says that it is a part of `whole`, or a part of such a part: `auc/seed=1/fold=0` is one of `auc`. */
export function isPartOf(name: string, whole: string): boolean {
  const part = parseMetricPart(name);
  return part !== undefined && (part.base === whole || isPartOf(part.base, whole));
}
