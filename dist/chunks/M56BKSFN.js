import { createRequire as __pedigreeRequire } from "node:module";const require = __pedigreeRequire(import.meta.url);
import{a,b}from"./3IUQ6VEN.js";import"./ESJ3WN63.js";import"./RSQ3NS73.js";import"./XTTIDQYH.js";export{a as DEFAULT_YAML_LIMITS,b as parseYaml};
