import { createRequire as __pedigreeRequire } from "node:module";const require = __pedigreeRequire(import.meta.url);
import{b as a}from"./5DXKWW2V.js";import"./3IUQ6VEN.js";import"./A2OHH7Y4.js";import"./ESJ3WN63.js";import"./RSQ3NS73.js";import"./XTTIDQYH.js";export{a as importParams};
