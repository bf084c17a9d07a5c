import { describe, expect, it } from "vitest";
import {
  joinArtifactPath,
  parseArtifactPath,
  pathOfArtifactUri,
} from "../../../core/tracking/artifact-path.ts";
import { withCode } from "../../support/with-code.ts";

const refused = withCode("TRACKING_INVALID");

describe("parseArtifactPath", () => {
  it.each(["", "a", "a/b c/ü.txt", ".hidden/..x", "r/ckpt-12:30.pt", "fold: 1/a", `a/${"x".repeat(255)}`])(
    "allows %j",
    (path) => {
      expect(parseArtifactPath(path)).toBe(path);
    },
  );

  it.each([
    "..",
    "../x",
    "a/../b",
    "/etc/passwd",
    "a//b",
    "a/./b",
    "a\\..\\b",
    "c:/x",
    "r/C:",
    "a\0b",
    "//",
    "x".repeat(256),
    `a/${"ü".repeat(128)}/b`,
    "x/".repeat(501),
  ])("refuses %j", (path) => {
    expect(() => parseArtifactPath(path)).toThrow(refused);
  });
});

it("finds the artifacts that the server keeps", () => {
  expect(pathOfArtifactUri("mlflow-artifacts:/1/r/artifacts")).toBe("1/r/artifacts");
  expect(() => pathOfArtifactUri("s3://bucket/x")).toThrow(refused);
  expect(() => pathOfArtifactUri("mlflow-artifacts:/../x")).toThrow(refused);
  expect([joinArtifactPath("", "a"), joinArtifactPath("a", ""), joinArtifactPath("a", "b")]).toEqual([
    "a",
    "a",
    "a/b",
  ]);
});
