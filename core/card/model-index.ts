import { z } from "zod";
import { hasPlaceholder } from "./placeholder.ts";

/** A text that somebody has really written. */
export const written = z
  .string({ error: "a text" })
  .trim()
  .min(1, "a text")
  .max(1000, "at most 1000 characters")
  .refine((text) => !hasPlaceholder(text), "what belongs here, not a placeholder");

const metricSchema = z.looseObject({
  type: written,
  value: z.number({ error: "a finite number" }),
  name: written.optional(),
});

const datasetSchema = z.looseObject({
  type: written,
  name: written,
  config: written.optional(),
  split: written.optional(),
  revision: written.optional(),
});

const resultSchema = z.looseObject({
  task: z.looseObject({ type: written, name: written.optional() }),
  dataset: datasetSchema,
  metrics: z.array(metricSchema),
  source: z
    .looseObject({ url: z.url({ error: "an address such as https://…" }), name: written.optional() })
    .optional(),
});
export type ModelIndexResult = z.infer<typeof resultSchema>;

/**
 * Results of evaluations as the hub nests them: a task and a data set have a type, a metric a type and a value, and a source
 * an address. https://github.com/huggingface/hub-docs/blob/main/modelcard.md
 */
export const modelIndexSchema = z
  .array(z.looseObject({ name: written, results: z.array(resultSchema) }))
  .max(20, "at most 20 models");

/** A result of the front matter with its path there, e.g. `model-index[0].results[2]`. */
export interface IndexedResult {
  readonly path: string;
  readonly result: ModelIndexResult;
}

/** Every result in its order. A result that is not well-formed is none: the front matter's own check names it. */
export function resultsOf(frontMatter: unknown): readonly IndexedResult[] {
  const entries = listAt(frontMatter, "model-index");
  return entries.flatMap((entry, model) =>
    listAt(entry, "results").flatMap((value, at) => {
      const { success, data } = resultSchema.safeParse(value);
      return success ? [{ path: `model-index[${model}].results[${at}]`, result: data }] : [];
    }),
  );
}

function listAt(value: unknown, key: string): readonly unknown[] {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return [];
  const list: unknown = Reflect.get(value, key);
  return Array.isArray(list) ? list : [];
}
