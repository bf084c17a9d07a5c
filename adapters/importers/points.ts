import type { PedigreeError } from "../../core/errors.ts";
import type { Measurement } from "../../core/run/measurement.ts";
import { unreadableRest } from "./imported-run.ts";

/** More points of one file, or of one run where a file or folder holds several, are left out, and the run is partial. */
export const MAX_POINTS = 2_000_000;

/** The points of one run, as many as there is room for: a table of 64 MiB may hold thirty million. */
export class Points {
  readonly #list: Measurement[] = [];
  readonly #most: number;
  #isCut = false;

  constructor(most: number = MAX_POINTS) {
    this.#most = most;
  }

  add(point: Measurement): void {
    if (this.#list.length < this.#most) this.#list.push(point);
    else this.#isCut = true;
  }

  addAll(points: Iterable<Measurement>): void {
    for (const point of points) {
      this.add(point);
      if (this.#isCut) return;
    }
  }

  /** Whether a point was left out: the rest need not be read. */
  get isCut(): boolean {
    return this.#isCut;
  }

  get list(): readonly Measurement[] {
    return this.#list;
  }

  /** What is to be told of those that were left out. */
  problems(subject: string): readonly PedigreeError[] {
    return this.#isCut
      ? [unreadableRest(subject, { expected: `at most ${this.#most} values`, found: "more" })]
      : [];
  }
}
