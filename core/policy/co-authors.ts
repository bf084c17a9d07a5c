import type { Account } from "../people.ts";

/**
 * `ID+LOGIN@users.noreply.github.com`, the only address that names an account by its number. The login of somebody whose
 * account an enterprise manages ends with `_` and the enterprise's short code.
 */
const NOREPLY = /^([1-9][0-9]{0,14})\+([A-Za-z0-9_-]{1,39}(?:\[bot\])?)@users\.noreply\.github\.com$/i;

/**
 * Accounts that the `Co-authored-by` lines of a commit message name. GitHub reads them only at the end of a message;
 * here each such line counts, since it can only take an approval away. Any other address could belong to anybody:
 * it is null, which asks for one more approval.
 */
export function parseCoAuthors(message: string): readonly (Account | null)[] {
  return message.split(/\r\n|\r|\n/).flatMap((line) => {
    // Signs that other readers take for the end of a line stand inside of one here, as they do for git.
    const written = /^\s*co-authored-by\s*:(.*)$/is.exec(line)?.[1];
    if (written === undefined) return [];
    const address = written.slice(written.lastIndexOf("<") + 1).replace(/>\s*$/, "");
    return [toAccount(address.trim())];
  });
}

function toAccount(address: string): Account | null {
  const [, id, login] = NOREPLY.exec(address) ?? [];
  if (id === undefined || login === undefined) return null;
  return { id: Number(id), login, bot: login.toLowerCase().endsWith("[bot]") };
}
