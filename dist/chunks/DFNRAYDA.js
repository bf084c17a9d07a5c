import { createRequire as __pedigreeRequire } from "node:module";const require = __pedigreeRequire(import.meta.url);
import{a,b,c}from"./WMC3XV3L.js";import"./IZY3WEKB.js";import"./4BWGHGEE.js";import"./XTTIDQYH.js";export{a as DEFAULT_YAML_LIMITS,b as parseYaml,c as parseYamlWithLines};
