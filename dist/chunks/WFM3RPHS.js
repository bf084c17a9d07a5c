import { createRequire as __pedigreeRequire } from "node:module";const require = __pedigreeRequire(import.meta.url);
import{a,b}from"./SUE7MWWP.js";import"./HLJ2X6Z2.js";import"./BHU5Z6M6.js";import"./XTTIDQYH.js";export{a as DEFAULT_YAML_LIMITS,b as parseYaml};
