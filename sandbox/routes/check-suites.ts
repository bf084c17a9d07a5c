import { ApiError, type Call, paged, type Reply, type Route } from "../http/route.ts";
import { commitNamed } from "../pulls/commit-named.ts";
import { selectRuns } from "../pulls/list-checks.ts";
import { READ_CHECKS } from "../pulls/needs.ts";
import { serializeCheckRun, serializeSuite, suiteIdOf, suiteRuns } from "../serialize/check.ts";
import type { CheckRun } from "../state/entities.ts";

const SUITE = "/repos/{owner}/{repo}/check-suites/{check_suite_id}";

export const checkSuiteRoutes: readonly Route[] = [
  { method: "GET", path: SUITE, needs: READ_CHECKS, handler: get },
  { method: "GET", path: `${SUITE}/check-runs`, needs: READ_CHECKS, handler: listRuns },
  {
    method: "GET",
    path: "/repos/{owner}/{repo}/commits/{ref}/check-suites",
    needs: READ_CHECKS,
    handler: listForRef,
  },
];

async function get(call: Call): Promise<Reply> {
  return { status: 200, body: await serializeSuite(call.world, call.repository, firstRun(call)) };
}

function listRuns(call: Call): Reply {
  const runs = selectRuns(suiteRuns(call.world, firstRun(call)), call.query);
  return paged(
    call,
    runs,
    (run) => serializeCheckRun(call.world, call.repository, run),
    (page, total) => ({ total_count: total, check_runs: page }),
  );
}

async function listForRef(call: Call): Promise<Reply> {
  const sha = await commitNamed(call, call.params.ref ?? "");
  const { world, repository, query } = call;
  const appId = query.get("app_id");
  const name = query.get("check_name");
  const firsts = world.state.checkRuns.filter(
    (run) =>
      run.repositoryId === repository.id &&
      run.headSha === sha &&
      suiteIdOf(world, run) === run.id &&
      (appId === null || appId === String(run.appId)) &&
      (name === null || suiteRuns(world, run).some((each) => each.name === name)),
  );
  const suites = await Promise.all(firsts.map((run) => serializeSuite(world, repository, run)));
  return paged(
    call,
    suites,
    (suite) => suite,
    (page, total) => ({ total_count: total, check_suites: page }),
  );
}

function firstRun(call: Call): CheckRun {
  const id = Number(call.params.check_suite_id);
  const found = call.world.state.checkRuns.find(
    (run) => run.repositoryId === call.repository.id && run.id === id && suiteIdOf(call.world, run) === id,
  );
  if (found === undefined) throw new ApiError(404, "Not Found");
  return found;
}
