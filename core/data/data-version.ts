import { z } from "zod";
import { sha256Schema } from "../names.ts";

/**
 * How well a data version names unchangeable content.
 * A: a content digest that cannot be re-used for other content. B: an id that the store keeps for a while, or a
 * weak digest (md5). C: a name whose content may change.
 */
export const dataStrengthSchema = z.enum(["A", "B", "C"]);
export type DataStrength = z.infer<typeof dataStrengthSchema>;

/** Where an immutable name of some data comes from; more schemes join as their readers do. */
export const dataSchemeSchema = z.enum(["sha256", "git", "git-lfs", "dvc", "mlflow"]);

/** An immutable name of some data that a run used. */
export const dataVersionSchema = z
  .strictObject({
    name: z
      .string()
      .min(1)
      .max(1024)
      .meta({ description: "the path as the run saw it, relative to the workspace" }),
    scheme: dataSchemeSchema,
    id: z.string().min(1).max(1024).meta({ description: "the version's name within its scheme" }),
    digest: sha256Schema.optional().meta({ description: "SHA-256 of the content, where it was read" }),
    md5: z
      .string()
      .regex(/^[0-9a-f]{32}$/)
      .optional()
      .meta({ description: "MD5 of the content that was read, where a DVC pointer stands beside it" }),
    bytes: z.int().nonnegative(),
    files: z.int().positive().meta({ description: "1 for a file, the count of files for a folder" }),
    strength: dataStrengthSchema,
    role: z.enum(["training", "evaluation", "other"]),
    source: z
      .string()
      .max(1024)
      .optional()
      .meta({ description: "the pointer that named it, e.g. data/train.csv.dvc" }),
  })
  .meta({ id: "DataVersion", description: "an immutable name of some data" });
export type DataVersion = z.infer<typeof dataVersionSchema>;
