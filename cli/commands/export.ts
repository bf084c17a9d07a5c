import { PedigreeError } from "../../core/errors.ts";
import { EXPORT_FORMATS, type ExportFormat, exportVersion } from "../../usecases/export-version.ts";
import { requireReference } from "../../usecases/find-version.ts";
import {
  type Command,
  DIRECTORY_OPTION,
  REGISTRY_OPTIONS,
  VERSION_POSITIONAL,
  withRegistry,
} from "../command.ts";
import { counted, visible } from "../text.ts";

export const exportCommand: Command = {
  name: "export",
  about:
    "write a version's card for the Hugging Face hub, as a CycloneDX ML-BOM, or ordered by Annex IV of the AI Act",
  positionals: [VERSION_POSITIONAL],
  options: [
    {
      name: "format",
      value: "FORMAT",
      about: `${EXPORT_FORMATS.join(", ")}; must be given`,
      choices: EXPORT_FORMATS,
    },
    { name: "out", value: "DIR", about: "folder to write into; without it the files are printed" },
    DIRECTORY_OPTION,
    ...REGISTRY_OPTIONS,
  ],
  examples: [
    "pedigree export churn@production --format hugging-face --out hub",
    "pedigree export churn@3 --format cyclonedx > bom.cdx.json",
    "pedigree export churn@3 --format annex-iv --dir registry",
  ],
  run: async ({ positionals, values }, ports) => {
    const format = parseFormat(values.format);
    const named = requireReference(positionals[0] ?? "");
    const { folder, out } = { folder: values.dir ?? ".", out: values.out };
    const [documents, renderer] = await Promise.all([ports.documents(), ports.renderer()]);
    const { files, notes } = await withRegistry(ports, { folder, ref: values.ref }, (history) =>
      exportVersion({ history, documents, renderer }, named, format),
    );
    const json = { format, files: Object.fromEntries(files), notes };
    if (out === undefined) return { json, text: print(files), status: 0 };
    await ports.writeNew(out, files);
    const lines = [
      `${counted(files.size, "file")} in ${out}: ${[...files.keys()].join(", ")}`,
      ...notes.map((note) => `note: ${note}`),
    ];
    return { json, text: lines.map(visible).join("\n"), status: 0 };
  },
};

/** One file as it is, several each under its name. */
function print(files: ReadonlyMap<string, string>): string {
  const [only, ...more] = files.values();
  if (only !== undefined && more.length === 0) return only.replace(/\n$/, "");
  return [...files].map(([name, text]) => `==> ${name} <==\n${text}`).join("\n");
}

function parseFormat(text: string | undefined): ExportFormat {
  const format = EXPORT_FORMATS.find((known) => known === text);
  if (format !== undefined) return format;
  throw new PedigreeError("INPUT_INVALID", "no such format", {
    subject: "--format",
    expected: `one of ${EXPORT_FORMATS.join(", ")}`,
    found: text === undefined ? "nothing" : JSON.stringify(text.slice(0, 60)),
  });
}
