// The runtime half of Handlebars has no usable types of its own: its declaration file exports nothing.
declare module "handlebars/dist/cjs/handlebars.runtime.js" {
  export interface RuntimeOptions {
    readonly allowProtoPropertiesByDefault: boolean;
    readonly allowProtoMethodsByDefault: boolean;
  }
  export type Template = (view: object, options: RuntimeOptions) => string;
  export interface Runtime {
    create(): Runtime;
    registerHelper(name: string, helper: (...args: readonly unknown[]) => unknown): void;
    registerPartial(name: string, template: Template): void;
    template(precompiled: object): Template;
    readonly SafeString: new (text: string) => object;
  }
  const module: { readonly default: Runtime };
  export default module;
}
