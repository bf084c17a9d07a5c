import { execFileSync } from "node:child_process";
import { expect, it } from "vitest";
import { parseOrigin, readOrigin } from "../../../adapters/git/origin-repository.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const GITHUB = "https://github.com";

it.each([
  "https://github.com/acme/registry",
  "https://github.com/acme/registry.git",
  "https://alice:secret@github.com/acme/registry.git/",
  "ssh://git@github.com/acme/registry.git",
  "ssh://git@github.com:22/acme/registry.git",
  "git@github.com:acme/registry.git",
  "github.com:acme/registry",
  "https://GitHub.com/acme/registry",
])("reads %s", (address) => {
  expect(parseOrigin(address, GITHUB)).toBe("acme/registry");
});

it.each([
  "https://gitlab.example.com/acme/registry",
  "git@gitlab.example.com:acme/registry.git",
  "https://github.com.example.com/acme/registry",
  "https://github.com/acme/registry/extra",
  "https://github.com/acme",
  "/srv/git/acme/registry.git",
  "../registry",
  "C:\\acme\\registry",
  "",
])("takes %s for none of the server's", (address) => {
  expect(parseOrigin(address, GITHUB)).toBeUndefined();
});

it("reads it from a clone, and knows none without a remote", async () => {
  const folder = tempFolder();
  execFileSync("git", ["init", "--quiet", folder]);
  expect(await readOrigin(folder, GITHUB)).toBeUndefined();
  execFileSync("git", ["-C", folder, "remote", "add", "origin", "git@github.com:acme/registry.git"]);
  expect(await readOrigin(folder, GITHUB)).toBe("acme/registry");
  expect(await readOrigin(tempFolder(), GITHUB)).toBeUndefined();
});
