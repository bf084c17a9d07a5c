import { createRequire as __pedigreeRequire } from "node:module";const require = __pedigreeRequire(import.meta.url);
import{a,b,c}from"./BFDTHPY7.js";import"./OWAYVDWW.js";import"./ZI6AASXO.js";export{a as DEFAULT_YAML_LIMITS,b as parseYaml,c as parseYamlWithLines};
