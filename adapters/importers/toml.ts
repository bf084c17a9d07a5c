import { parse, TomlError } from "smol-toml";
import { PedigreeError } from "../../core/errors.ts";

/** A TOML document as plain data; dates become text. FILE_UNREADABLE names the file, line and column. */
export function parseToml(text: string, subject: string): unknown {
  try {
    return parse(text, { unsafeKeyBehaviour: "throw" });
  } catch (cause) {
    const place = cause instanceof TomlError ? `line ${cause.line}, column ${cause.column}` : undefined;
    throw new PedigreeError("FILE_UNREADABLE", "file cannot be parsed", {
      subject,
      ...(place === undefined ? {} : { path: place }),
      expected: "TOML",
      found: cause instanceof Error ? (cause.message.split("\n")[0] ?? "") : "a syntax error",
      cause,
    });
  }
}
