import { execFileSync } from "node:child_process";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { isHangupIgnored } from "../../../adapters/process/hangup.ts";
import { tempFolder, writeFiles } from "../../support/temp-folder.ts";

async function processWith(input: string, flags: string) {
  const folder = tempFolder();
  await writeFiles(folder, { "fdinfo/0": `pos:\t0\nflags:\t${flags}\nmnt_id:\t26\n`, "fd/.keep": "" });
  symlinkSync(input, join(folder, "fd/0"));
  return folder;
}

describe("a hangup", () => {
  it.each([
    ["/dev/null", "0100001", true],
    ["/dev/null", "0100000", false],
    ["/dev/null", "0100002", false],
    ["/dev/pts/3", "0100001", false],
  ])("is ignored with %s opened as %s: %j", async (input, flags, ignored) => {
    expect(isHangupIgnored(await processWith(input, flags))).toBe(ignored);
  });

  it("is none of a process of which nothing is known", () => {
    expect(isHangupIgnored(join(tempFolder(), "none"))).toBe(false);
  });

  it.skipIf(process.platform !== "linux")("is read of this system as it is", () => {
    const program = `import { isHangupIgnored } from ${JSON.stringify(join(import.meta.dirname, "../../../adapters/process/hangup.ts"))}; console.log(isHangupIgnored());`;
    const told = (redirection: string) =>
      execFileSync(
        "sh",
        ["-c", `"$0" --input-type=module -e "$1" ${redirection}`, process.execPath, program],
        {
          encoding: "utf8",
        },
      );
    expect(told("0>/dev/null")).toBe("true\n");
    expect(told("</dev/null")).toBe("false\n");
  });
});
