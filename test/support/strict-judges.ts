import { expect } from "vitest";
import type { Judge, Violation } from "../../sandbox/contract/judge.ts";

const judges = new Set<Judge>();

/** From now on every violation that this judge finds fails the test, or the file, in which it is found. */
export function enforce(judge: Judge): Judge {
  judges.add(judge);
  return judge;
}

/** Called when a file is through: what its worlds leave behind is not the next file's failure. */
export function forgetJudges(): void {
  judges.clear();
}

/** Fails when any enforced judge has found something. Called after every test and once more after each file. */
export function expectNoViolations(): void {
  const found = [...judges].flatMap((judge): readonly Violation[] => judge.take());
  expect(found, "what passed was not as GitHub describes it").toEqual([]);
}
