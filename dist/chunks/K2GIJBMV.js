import { createRequire as __pedigreeRequire } from "node:module";const require = __pedigreeRequire(import.meta.url);
import{h as a,i as b,j as c}from"./SDOZ353S.js";import"./ILY5EFKX.js";import"./JHAZLPZN.js";import"./HWHDMQTQ.js";import"./WIMF5M4F.js";import"./DBUOUTXI.js";import"./XTTIDQYH.js";export{b as MAX_PARAMS_BYTES,a as importParams,c as paramsFile};
