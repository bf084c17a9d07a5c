import handlebars from "handlebars/dist/cjs/handlebars.runtime.js";
import { fillTemplate } from "../../core/card/registry-template.ts";
import { PedigreeError } from "../../core/errors.ts";
import type { Renderer } from "../../core/ports/renderer.ts";
import { htmlCode } from "./escape.ts";
import { templates } from "./generated/templates.js";
import { HELPERS, jsonScalar } from "./helpers.ts";

export interface RendererOptions {
  /** The only server that links may lead to; GitHub's own unless told otherwise. */
  readonly server?: string;
  /** Precompiled templates by name, those of `templates/` unless told otherwise. */
  readonly precompiled?: Readonly<Record<string, object>>;
}

/** What a view inherits is never printed, which Handlebars would do as well, but not without a word in the log. */
const OWN_ONLY = { allowProtoPropertiesByDefault: false, allowProtoMethodsByDefault: false };

/** Renders precompiled templates; the compiler of Handlebars is not loaded. */
export function createRenderer(options: RendererOptions = {}): Renderer {
  const { server = "https://github.com", precompiled = templates } = options;
  const runtime = handlebars.default.create();
  for (const [name, helper] of Object.entries(HELPERS)) {
    runtime.registerHelper(
      name,
      (...args) => new runtime.SafeString(helper({ ...readArguments(args), server })),
    );
  }
  const compiled = new Map(Object.entries(precompiled).map(([name, spec]) => [name, runtime.template(spec)]));
  for (const [name, template] of compiled) if (name.startsWith("_")) runtime.registerPartial(name, template);
  return {
    render(name, view) {
      const template = compiled.get(name);
      if (template !== undefined) return template(view, OWN_ONLY);
      throw new PedigreeError("INTERNAL", "no such template", { subject: `templates/${name}.md.hbs` });
    },
    fill: (template, values) => fillTemplate(template, values, ESCAPES),
  };
}

/** Entities and not code spans: nobody knows where in a line of theirs people put a placeholder. */
const ESCAPES = { frontMatter: jsonScalar, body: htmlCode };

/** Handlebars passes a helper its arguments first and its options last. */
function readArguments(args: readonly unknown[]) {
  const last = args.at(-1);
  const hash = typeof last === "object" && last !== null && "hash" in last ? last.hash : undefined;
  const max = typeof hash === "object" && hash !== null && "max" in hash ? hash.max : undefined;
  return {
    value: args.length > 1 ? args[0] : undefined,
    second: args.length > 2 ? args[1] : undefined,
    max: typeof max === "number" ? max : undefined,
  };
}
