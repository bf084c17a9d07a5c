import { createRequire as __pedigreeRequire } from "node:module";const require = __pedigreeRequire(import.meta.url);
import{a}from"./7PRYTVLS.js";import"./E7KCM4JE.js";import"./4FHKRRRU.js";import"./DBUOUTXI.js";import"./XTTIDQYH.js";export{a as createRenderer};
