import { expect, it } from "vitest";
import { createRenderer } from "../../../adapters/render/renderer.ts";
import { type ReplyReport, replyView } from "../../../core/report/reply-report.ts";

const report: ReplyReport = {
  kind: "refused",
  requester: "ada",
  title: "churn 2",
  pull: 7,
  reason: "a reason",
  allowed: ["staging"],
};

it.each(["requested", "exists", "refused", "moot"] as const)("raises one flag for %s", (kind) => {
  const view = replyView({ ...report, kind });
  expect(view).toMatchObject({ kind, requester: "ada", title: "churn 2", pull: 7 });
  const flags = [view.isRequested, view.isExisting, view.isRefused, view.isMoot];
  expect(flags.filter((flag) => flag === true)).toHaveLength(1);
});

it("answers each kind in words of its own", () => {
  const render = (kind: ReplyReport["kind"]) =>
    createRenderer().render("reply", replyView({ ...report, kind }));
  const texts = (["requested", "exists", "refused", "moot"] as const).map(render);
  expect(new Set(texts).size).toBe(4);
  expect(texts[0]).toContain("#7");
  expect(texts[2]).toContain("a reason");
});
