import { createRequire as __pedigreeRequire } from "node:module";const require = __pedigreeRequire(import.meta.url);
import{a,b,c}from"./HWHDMQTQ.js";import"./WIMF5M4F.js";import"./DBUOUTXI.js";import"./XTTIDQYH.js";export{a as DEFAULT_YAML_LIMITS,b as parseYaml,c as parseYamlWithLines};
