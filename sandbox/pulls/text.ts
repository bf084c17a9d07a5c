import { characters } from "../http/fields.ts";
import { ApiError } from "../http/route.ts";

/** GitHub stores at most this many characters of a title and of a body (pull request, review or comment). */
const MAX_TITLE = 256;
export const MAX_BODY = 65_536;

/** Raises 422 when a pull request's title or body is longer than GitHub stores, or the title is blank. */
export function checkText({
  title,
  body,
}: {
  title?: string | undefined;
  body?: string | null | undefined;
}): void {
  if (title !== undefined && title.trim() === "") throw refused("title", "missing_field");
  if (characters(title ?? "") > MAX_TITLE) throw tooLong("title", MAX_TITLE);
  if (characters(body ?? "") > MAX_BODY) throw tooLong("body", MAX_BODY);
}

function tooLong(field: string, maximum: number): ApiError {
  return refused(field, "custom", `${field} is too long (maximum is ${maximum} characters)`);
}

function refused(field: string, code: string, message?: string): ApiError {
  const text = message === undefined ? {} : { message };
  return new ApiError(422, "Validation Failed", [{ resource: "PullRequest", code, field, ...text }]);
}
