import { z } from "zod";
import type { Run } from "../run/run.ts";

/** So many ancestors of a version are looked at; whoever is beyond is not known. */
export const MAX_ANCESTORS = 50;

/**
 * What is known of an ancestor's training data.
 * known: its run names it, and what it was itself made from.
 * silent: its run names it, and does not say whether the ancestor was made from another model.
 * no-data: its run names none.
 * stage: the name is that of a stage, in which another version may have stood then.
 * not-registered: the registry has no such version. other-registry: it is of another one.
 * unreadable: its record cannot be read. too-far: so many ancestors were looked at before it.
 * not-a-version: the name is none of a registered version, such as one on a model hub.
 */
export const ancestorSchema = z
  .strictObject({
    name: z.string().min(1).max(512).meta({ description: "churn@3, or what a run calls it" }),
    training: z
      .enum([
        "known",
        "silent",
        "no-data",
        "stage",
        "not-a-version",
        "not-registered",
        "other-registry",
        "unreadable",
        "too-far",
      ])
      .meta({ description: "what is known of its training data" }),
  })
  .meta({ id: "Ancestor", description: "a model that the version was made from, or that one of these was" });
export type Ancestor = z.infer<typeof ancestorSchema>;

/** An ancestor whose record was found. */
export interface AncestorRun {
  readonly name: string;
  readonly run: Run;
}

/** All models that a version was made from, the nearest first, each once. */
export interface Ancestry {
  readonly ancestors: readonly Ancestor[];
  readonly runs: readonly AncestorRun[];
}

const UNKNOWN: Readonly<Partial<Record<Ancestor["training"], string>>> = {
  "no-data": "its run recorded no training data",
  stage: "a stage names no version for ever",
  "not-a-version": "not a version of a registry",
  "not-registered": "not in this registry",
  "other-registry": "of another registry",
  unreadable: "its record cannot be read",
  "too-far": `more than ${MAX_ANCESTORS} ancestors before it`,
};

/** Why nobody can tell whether an ancestor was trained on some data; undefined where that can be told. */
export function whyUnknown({ training }: Ancestor): string | undefined {
  return UNKNOWN[training];
}
