import { runInNewContext } from "node:vm";
import { createRenderer } from "../../adapters/render/renderer.ts";
import { precompileTemplate } from "../../scripts/templates.ts";

/** Precompiles one template's source and renders it, for tests of the helpers and the precompiler. */
export function renderSource(source: string, view: object): string {
  const spec: object = runInNewContext(`(${precompileTemplate("templates/reply.md.hbs", source)})`);
  return createRenderer({ precompiled: { reply: spec } }).render("reply", view);
}
