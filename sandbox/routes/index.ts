import { handleArtifacts } from "../actions/artifacts/endpoint.ts";
import type { RawHandler, Route } from "../http/route.ts";
import { showPage } from "../pages/index.ts";
import { followBranches } from "../pulls/follow.ts";
import type { World } from "../world.ts";
import { actionsArtifactRoutes } from "./actions-artifacts.ts";
import { actionsRunRoutes } from "./actions-runs.ts";
import { activityRoutes } from "./activity.ts";
import { appRoutes } from "./apps.ts";
import { attestationRoutes } from "./attestations.ts";
import { branchRoutes } from "./branches.ts";
import { checkSuiteRoutes } from "./check-suites.ts";
import { checkRoutes } from "./checks.ts";
import { collaboratorRoutes } from "./collaborators.ts";
import { commentRoutes } from "./comments.ts";
import { commitRoutes } from "./commits.ts";
import { contentRoutes } from "./contents.ts";
import { deploymentRoutes } from "./deployments.ts";
import { dispatchRoutes } from "./dispatches.ts";
import { environmentRoutes } from "./environments.ts";
import { gitDataRoutes } from "./git-data.ts";
import { graphqlRoutes } from "./graphql.ts";
import { issueEventRoutes } from "./issue-events.ts";
import { issueLabelRoutes } from "./issue-labels.ts";
import { issueRoutes } from "./issues.ts";
import { labelRoutes } from "./labels.ts";
import { lockRoutes } from "./locks.ts";
import { metaRoutes } from "./meta.ts";
import { organizationRoutes } from "./organizations.ts";
import { pullContentRoutes } from "./pull-content.ts";
import { pullMergeRoutes } from "./pull-merge.ts";
import { pullRoutes } from "./pulls.ts";
import { reactionRoutes } from "./reactions.ts";
import { refRoutes } from "./refs.ts";
import { repositoryRoutes } from "./repositories.ts";
import { reviewerRoutes } from "./reviewers.ts";
import { reviewRoutes } from "./reviews.ts";
import { rulesetRoutes } from "./rulesets.ts";
import { statusRoutes } from "./statuses.ts";
import { userRoutes } from "./users.ts";

/** Every route of the sandbox, one line for each group. */
export const routes: readonly Route[] = [
  ...graphqlRoutes,
  ...metaRoutes,
  ...activityRoutes,
  ...appRoutes,
  ...repositoryRoutes,
  ...contentRoutes,
  ...refRoutes,
  ...gitDataRoutes,
  ...attestationRoutes,
  ...branchRoutes,
  ...commitRoutes,
  ...rulesetRoutes,
  ...collaboratorRoutes,
  ...dispatchRoutes,
  ...organizationRoutes,
  ...userRoutes,
  ...pullRoutes,
  ...pullContentRoutes,
  ...pullMergeRoutes,
  ...reviewerRoutes,
  ...reviewRoutes,
  ...issueRoutes,
  ...issueEventRoutes,
  ...issueLabelRoutes,
  ...labelRoutes,
  ...lockRoutes,
  ...commentRoutes,
  ...reactionRoutes,
  ...checkRoutes,
  ...checkSuiteRoutes,
  ...statusRoutes,
  ...deploymentRoutes,
  ...environmentRoutes,
  ...actionsArtifactRoutes,
  ...actionsRunRoutes,
];

/** What answers requests that are no JSON routes, besides git over HTTP; asked in order before the routes. */
export const rawHandlers: readonly RawHandler[] = [showPage, handleArtifacts];

/** What follows refs (`world.onRefMoved`): each registers itself once, when the world starts, in this order. */
export const followers: readonly ((world: World) => void)[] = [followBranches];
