const require = process.getBuiltinModule;
import{b as o,c as r,d as m}from"./C4UJFOMH.js";import"./PSA52S5L.js";import"./VKIECHUW.js";import"./ZYMS4T6N.js";import"./ESXKLDC3.js";import"./KQKZ42XE.js";export{r as MAX_PARAMS_BYTES,o as importParams,m as paramsFile};
