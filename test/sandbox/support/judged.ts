import { afterEach, beforeEach, expect } from "vitest";
import { createJudge, type Judge } from "../../../sandbox/contract/index.ts";
import { startWorld, type TestWorld, type TestWorldOptions } from "./world.ts";

export interface JudgedWorld extends TestWorld {
  readonly judge: Judge;
}

/**
 * A fresh world for each test of a file, with GitHub's own description judging every exchange and webhook; a test
 * that leaves a violation fails. A function, because the world is another one in each test.
 */
export function useWorld(options: TestWorldOptions = {}): () => JudgedWorld {
  let current: JudgedWorld | undefined;
  beforeEach(async () => {
    const judge = createJudge();
    current = { ...(await startWorld({ judge, ...options })), judge };
  });
  afterEach(async () => {
    await current?.end();
    expect(current?.judge.violations).toEqual([]);
  });
  return () => {
    if (current === undefined) throw new Error("the world exists inside tests only");
    return current;
  };
}
