import { PedigreeError } from "../../core/errors.ts";
import { answers, type Question } from "../../core/registry/answer-mark.ts";
import { type GitHubApi, ownerAndRepo } from "./api.ts";

/** So many comments that came after a question are looked through for its answer. */
const MAX_COMMENTS = 1_000;

/** Whether a comment that the App wrote since answers a question that was asked on a pull request. */
export async function hasAnswer(
  api: GitHubApi,
  { fullName, appId, pull }: { readonly fullName: string; readonly appId: number; readonly pull: number },
  question: Question,
): Promise<boolean> {
  const subject = `answers to ${question.kind} ${question.id} on ${fullName}#${pull}`;
  const place = { ...ownerAndRepo(fullName), issue_number: pull, since: question.at };
  const { items, complete } = await api.list(subject, MAX_COMMENTS, (rest, page) =>
    rest.issues.listComments({ ...place, ...page }),
  );
  const own = items.filter((dto) => dto.performed_via_github_app?.id === appId);
  if (own.some(({ body }) => answers(body ?? "", question))) return true;
  if (complete) return false;
  throw new PedigreeError("REMOTE_INCOMPLETE", "cannot tell whether it was answered", {
    subject,
    expected: `at most ${MAX_COMMENTS} comments since`,
  });
}
