import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { parseProbe, readPython } from "../../../adapters/environment/python.ts";
import { tempFolder, writeFiles } from "../../support/temp-folder.ts";

afterEach(() => {
  vi.unstubAllEnvs();
});

describe("what Python says of itself", () => {
  it("is read as far as it goes", () => {
    expect(parseProbe("")).toEqual({ version: null, packages: null, broken: [] });
    expect(parseProbe('{"version": "3.12.4"}\n')).toEqual({ version: "3.12.4", packages: null, broken: [] });
    expect(
      parseProbe('{"version": "3.12.4"}\n{"packages": {"numpy": "2.1.0", "": "1", "a b": "2"}}\n'),
    ).toEqual({
      version: "3.12.4",
      packages: { numpy: "2.1.0" },
      broken: [],
    });
  });

  it("is not believed in another shape", () => {
    expect(parseProbe('{"version": 3}\n{"packages": ["numpy"]}')).toEqual({
      version: null,
      packages: null,
      broken: [],
    });
  });
});

const PYTHON = ["/usr/bin/python3", "/usr/local/bin/python3"].find(existsSync);

/** A package as installers leave it. */
const installed = (name: string, version: string, direct?: object) => ({
  [`site/${name}-${version}.dist-info/METADATA`]: `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\n`,
  ...(direct && { [`site/${name}-${version}.dist-info/direct_url.json`]: JSON.stringify(direct) }),
});

describe.runIf(PYTHON !== undefined)("the Python of this machine", () => {
  it("lists packages of indexes, folders and repositories, without pip and nothing of the workspace", async () => {
    const workspace = tempFolder();
    const commit = "0123abc0123abc0123abc0123abc0123abc01234";
    await writeFiles(workspace, {
      ...installed("ours-indexed", "1.2.3"),
      ...installed("ours-local", "0.1", { url: "file:///work/ours", dir_info: { editable: true } }),
      ...installed("ours-git", "0.2", {
        url: "https://example.org/x.git",
        vcs_info: { vcs: "git", commit_id: commit },
      }),
      // Would be imported in place of Python's own.
      "json.py": "raise SystemExit(9)\n",
    });
    vi.stubEnv("PATH", join(PYTHON ?? "", ".."));
    vi.stubEnv("PYTHONPATH", join(workspace, "site"));
    const { value, warnings } = await readPython(workspace, false);
    expect(warnings).toEqual([]);
    expect(value.packages).toMatchObject({
      "ours-indexed": "1.2.3",
      "ours-local": "file:///work/ours",
      "ours-git": `git+https://example.org/x.git@${commit}`,
    });
    const said = execFileSync(PYTHON ?? "", ["--version"], { encoding: "utf8" });
    expect(said.trim()).toBe(`Python ${value.runtimes.python}`);
  });

  it("lists the others beside packages that are broken, and says which these are", async () => {
    const workspace = tempFolder();
    const url = "site/bad_url-1.dist-info/direct_url.json";
    await writeFiles(workspace, {
      ...installed("ours", "1.2.3"),
      ...installed("bad_url", "1"),
      [url]: "{",
      "site/bad_text-1.dist-info/METADATA": Buffer.from(
        "Name: bad_text\nVersion: 1\nAuthor: J\u00fc\n",
        "latin1",
      ),
      "site/no_version.dist-info/METADATA": "Metadata-Version: 2.1\nName: no_version\n",
      "site/nothing.dist-info/RECORD": "",
    });
    vi.stubEnv("PATH", join(PYTHON ?? "", ".."));
    vi.stubEnv("PYTHONPATH", join(workspace, "site"));
    const { value, warnings } = await readPython(workspace, false);
    expect(value.packages).toMatchObject({ ours: "1.2.3" });
    for (const name of ["bad_url", "bad_text", "no_version"]) {
      expect(value.packages).not.toHaveProperty(name);
      expect(warnings.join("\n")).toMatch(new RegExp(`packages: .*${name}.* install that package again`));
    }
  });
});
