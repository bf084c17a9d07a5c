import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** A test whose name begins with the id of an attack. */
export interface NamedTest {
  readonly id: string;
  /** What stands behind the id. */
  readonly name: string;
  /** Path from the project's folder. */
  readonly file: string;
}

const NAME = /\(\s*(["'`])([A-D][0-9]{1,2})[: ]\s*((?:(?!\1)[^\n\\]|\\.)*)\1/g;

/** Every test below `test/` that is named after an attack, by file and place in it. */
export function namedTests(root: string): readonly NamedTest[] {
  return readdirSync(path.join(root, "test"), { recursive: true, encoding: "utf8" })
    .map((name) => path.posix.join("test", name.split(path.sep).join("/")))
    .filter((file) => file.endsWith(".test.ts"))
    .sort()
    .flatMap((file) => {
      const text = readFileSync(path.join(root, file), "utf8");
      return [...text.matchAll(NAME)].map(([, , id = "", name = ""]) => ({ id, name, file }));
    });
}
