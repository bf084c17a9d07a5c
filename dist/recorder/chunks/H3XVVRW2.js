import { createRequire as __pedigreeRequire } from "node:module";const require = __pedigreeRequire(import.meta.url);
import{a,b}from"./MQSAQV5H.js";import"./PF5DWDTO.js";import"./BFDTHPY7.js";import"./OWAYVDWW.js";import"./ZI6AASXO.js";export{b as importJsonMetrics,a as importMetrics};
