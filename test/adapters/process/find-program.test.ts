import { chmodSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { findProgram } from "../../../adapters/process/find-program.ts";
import { tempFolder, writeFiles } from "../../support/temp-folder.ts";

it.skipIf(process.platform === "win32")("finds a program as a shell does", async () => {
  const folder = tempFolder();
  await writeFiles(folder, { "bin/tool": "", "bin/plain": "", "other/plain": "", "local.sh": "" });
  mkdirSync(join(folder, "bin/sub"));
  for (const path of ["bin/tool", "local.sh"]) chmodSync(join(folder, path), 0o755);
  chmodSync(join(folder, "bin/plain"), 0o644);
  const env = { PATH: `${join(folder, "bin")}:other` };
  const state = (name: string) => findProgram(name, { folder, env });
  expect(state("tool")).toBe("there");
  expect(state("plain")).toBe("not executable");
  chmodSync(join(folder, "other/plain"), 0o755);
  expect(state("plain")).toBe("there");
  expect(state("./local.sh")).toBe("there");
  expect(state("local.sh")).toBe("missing");
  expect(state("sub")).toBe("missing");
  expect(state("./nothing")).toBe("missing");
  expect(findProgram("tool", { folder, env: {} })).toBe("missing");
});
