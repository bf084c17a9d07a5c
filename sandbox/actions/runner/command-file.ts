import { PedigreeError } from "../../../core/errors.ts";

/**
 * Reads a file that a step wrote for the runner (`GITHUB_OUTPUT`, `GITHUB_ENV`, `GITHUB_STATE`): lines `name=value`, or
 * `name<<DELIMITER`, the value's lines and the delimiter. FILE_UNREADABLE for any other form, as on GitHub.
 */
export function parseCommandFile(text: string, subject: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  const lines = text.replaceAll("\r\n", "\n").split("\n");
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? "";
    if (line === "") continue;
    const equals = line.indexOf("=");
    const heredoc = line.indexOf("<<");
    if (equals > 0 && (heredoc < 0 || equals < heredoc)) {
      values.set(line.slice(0, equals), line.slice(equals + 1));
    } else if (heredoc > 0) {
      const delimiter = line.slice(heredoc + 2);
      const end = lines.indexOf(delimiter, index + 1);
      if (delimiter === "" || end < 0)
        throw invalid(subject, `a delimiter ${delimiter} that closes the value`, line);
      values.set(line.slice(0, heredoc), lines.slice(index + 1, end).join("\n"));
      index = end;
    } else {
      throw invalid(subject, "name=value or name<<DELIMITER", line);
    }
  }
  return values;
}

function invalid(subject: string, expected: string, line: string): PedigreeError {
  return new PedigreeError("FILE_UNREADABLE", "a step wrote an unreadable file command", {
    subject,
    expected,
    found: line.slice(0, 80),
  });
}
