import { afterEach, beforeEach } from "vitest";
import { startWorld, type TestWorld, type TestWorldOptions } from "./world.ts";

/** A fresh world for each test of a file. A function, because the world is another one in each test. */
export function useWorld(options: TestWorldOptions = {}): () => TestWorld {
  let current: TestWorld | undefined;
  beforeEach(async () => {
    current = await startWorld(options);
  });
  afterEach(async () => {
    await current?.end();
  });
  return () => {
    if (current === undefined) throw new Error("the world exists inside tests only");
    return current;
  };
}
