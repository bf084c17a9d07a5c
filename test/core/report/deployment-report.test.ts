import { expect, it } from "vitest";
import { createRenderer } from "../../../adapters/render/renderer.ts";
import { commitShaSchema } from "../../../core/names.ts";
import type { DeploymentStatus } from "../../../core/ports/deployments.ts";
import { deploymentReport } from "../../../core/report/deployment-report.ts";
import { noticeOf } from "../../contracts/deployments.ts";

const PAGE = "https://github.com/acme/registry";
const render = (status: Partial<DeploymentStatus>, environment = "production") =>
  createRenderer().render(
    "deployment",
    deploymentReport({
      notice: noticeOf(commitShaSchema.parse("c".repeat(40))),
      environment,
      status: { state: "success", at: "2026-02-01T12:00:00Z", by: null, description: "", ...status },
      url: `${PAGE}/deployments/production`,
      landingUrl: `${PAGE}/commit/${"c".repeat(40)}`,
    }),
  );

it("says what is deployed where, since when and by whose word", () => {
  const by = { id: 7, login: "bob", bot: false };
  expect(render({ by, description: "1 of 3 regions" })).toMatchInlineSnapshot(`
    "✅ **churn 3** has been deployed to \`production\`, says \`bob\`, since 2026-02-01T12:00:00Z. \`1 of 3 regions\`

    <sub>For the stage \`production\`, landed in [\`ccccccc\`](https://github.com/acme/registry/commit/cccccccccccccccccccccccccccccccccccccccc) · [deployments](https://github.com/acme/registry/deployments/production)</sub>
    "
  `);
});

it.each(["error", "failure", "inactive", "pending", "success", "queued", "in_progress"] as const)(
  "knows GitHub's state %s",
  (state) => expect(render({ state })).toMatch(/^.+ \*\*churn 3\*\* [a-z ]+ to `production`, since/),
);

it("keeps the words of whoever deploys inside code spans", () => {
  const text = render({ description: "[click](https://evil.example) @acme/leads" }, "a`b");
  expect(text).toContain("`[click](https://evil.example) @acme/leads`");
  expect(text).toContain("to ``a`b``,");
});
