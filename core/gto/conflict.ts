/** Something in the tags that a person has to know, or to decide. */
export interface GtoConflict {
  readonly kind:
    | "ambiguous"
    | "fallback"
    | "unversioned"
    | "tie"
    | "counter order"
    | "moved version"
    | "unregistered";
  readonly artifact: string;
  readonly tags: readonly string[];
  readonly what: string;
}
