import { type Call, paged, type Reply, type Route } from "../http/route.ts";
import { pullOf } from "../pulls/find.ts";
import { READ_ISSUES } from "../pulls/needs.ts";
import { serializeIssueEvent } from "../serialize/issue-event.ts";

/** Who did what to an issue or pull request, oldest first. */
export const issueEventRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/repos/{owner}/{repo}/issues/{issue_number}/events",
    needs: READ_ISSUES,
    handler: list,
  },
];

function list(call: Call): Reply {
  const { world, repository } = call;
  const { number } = pullOf(call);
  const events = world.state.issueEvents.filter(
    (each) => each.repositoryId === repository.id && each.issueNumber === number,
  );
  return paged(call, events, (each) => serializeIssueEvent(world, repository, each));
}
