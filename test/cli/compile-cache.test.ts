import { homedir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { compileCacheFolder } from "../../cli/compile-cache.ts";

it.each([
  [{}, join(homedir(), ".cache/pedigree/node")],
  [{ XDG_CACHE_HOME: "/home/ada/caches" }, "/home/ada/caches/pedigree/node"],
  [{ XDG_CACHE_HOME: "", NODE_COMPILE_CACHE: "" }, join(homedir(), ".cache/pedigree/node")],
  [{ NODE_COMPILE_CACHE: "/elsewhere", XDG_CACHE_HOME: "/home/ada/caches" }, "/elsewhere"],
])("is a folder of one's own: %j", (environment, folder) => {
  expect(compileCacheFolder(environment)).toBe(folder);
});
