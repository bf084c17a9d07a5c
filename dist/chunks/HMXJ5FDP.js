import { createRequire as __pedigreeRequire } from "node:module";const require = __pedigreeRequire(import.meta.url);
import{a,b}from"./DVVAZQI7.js";import"./ET44XTKN.js";import"./SR6WBP3X.js";import"./XTTIDQYH.js";export{a as DEFAULT_YAML_LIMITS,b as parseYaml};
