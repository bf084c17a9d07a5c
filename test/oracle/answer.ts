/** Whether something is so; what could not be read leaves it open. */
export type Answer = "yes" | "no" | "perhaps";

export const answer = (value: boolean | null | undefined): Answer =>
  value === undefined || value === null ? "perhaps" : value ? "yes" : "no";
/** Readings that contradict each other are no reading, and none is none. */
export const agreed = (given: readonly Answer[]): Answer =>
  (new Set(given).size === 1 && given[0]) || "perhaps";
export const every = (given: readonly Answer[]): Answer =>
  given.includes("no") ? "no" : given.includes("perhaps") ? "perhaps" : "yes";
export const some = (given: readonly Answer[]): Answer =>
  given.includes("yes") ? "yes" : given.includes("perhaps") ? "perhaps" : "no";
export const not = (given: Answer): Answer => (given === "yes" ? "no" : given === "no" ? "yes" : "perhaps");
