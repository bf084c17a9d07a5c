import { createRequire as __pedigreeRequire } from "node:module";const require = __pedigreeRequire(import.meta.url);
import{h as a,i as b,j as c}from"./TZU3IOTS.js";import"./PF5DWDTO.js";import"./BFDTHPY7.js";import"./OWAYVDWW.js";import"./ZI6AASXO.js";export{b as MAX_PARAMS_BYTES,a as importParams,c as paramsFile};
