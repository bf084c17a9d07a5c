import { expect, test } from "vitest";
import { portablePart, portablePath } from "../../../core/run/portable-path.ts";

test.each([
  ["out/model-1.0 (best).pt", "out/model-1.0 (best).pt"],
  ["out/ckpt-12:30:00.pt", "out/ckpt-12%3A30%3A00.pt"],
  ['a"b<c>d|e*f?g\\h\r\n', "a%22b%3Cc%3Ed%7Ce%2Af%3Fg%5Ch%0D%0A"],
  ["a%3Ab/100%/b%20c", "a%253Ab/100%/b%20c"],
  ["a%253Ab", "a%25253Ab"],
  ["Größe/模型.pt", "Größe/模型.pt"],
])("%j travels as %s", (path, expected) => {
  expect(portablePath(path)).toBe(expected);
});

test.each([
  ["..", "%2E%2E"],
  [".", "%2E"],
  ["fold: 1", "fold%3A 1"],
  [".hidden", ".hidden"],
])("a folder that somebody called %j is %s", (name, expected) => {
  expect(portablePart(name)).toBe(expected);
});
