import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { completeLock, platformOf } from "../../scripts/complete-lockfile.ts";
import { ROOT } from "../support/source-files.ts";

it("reads the platform from a package's name", () => {
  expect(platformOf("@biomejs/cli-linux-x64-musl")).toEqual({ os: ["linux"], cpu: ["x64"], libc: ["musl"] });
  expect(platformOf("@esbuild/darwin-arm64")).toEqual({ os: ["darwin"], cpu: ["arm64"] });
  expect(platformOf("left-pad")).toEqual({});
});

it("adds what is missing, and nothing twice", () => {
  const tool = {
    version: "1.0.0",
    dev: true,
    optionalDependencies: { "tool-darwin-arm64": "1.0.0", other: "^1.0.0" },
  };
  const lock = { lockfileVersion: 3, packages: { "": {}, "node_modules/tool": tool } };
  const completed = completeLock(JSON.stringify(lock));
  expect(JSON.parse(completed).packages["node_modules/tool-darwin-arm64"]).toEqual({
    version: "1.0.0",
    os: ["darwin"],
    cpu: ["arm64"],
    dev: true,
    optional: true,
  });
  expect(JSON.parse(completed).packages).not.toHaveProperty("node_modules/other");
  expect(completeLock(completed)).toBe(completed);
});

it("the committed lock file is complete and names no registry", () => {
  const text = readFileSync(path.join(ROOT, "package-lock.json"), "utf8");
  expect(JSON.parse(completeLock(text))).toEqual(JSON.parse(text));
  expect(text).not.toContain('"resolved": "http');
});
