import { createRequire as __pedigreeRequire } from "node:module";const require = __pedigreeRequire(import.meta.url);
import{a}from"./N5S672M6.js";import"./E7KCM4JE.js";import"./4FHKRRRU.js";import"./DBUOUTXI.js";import"./XTTIDQYH.js";export{a as createRenderer};
