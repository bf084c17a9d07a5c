const require = process.getBuiltinModule;
import{b as o,c as r,d as m}from"./XRHEIZ6Z.js";import"./EFAVFAJT.js";import"./AOCOT6E3.js";import"./KYYBNOEX.js";import"./5SW5VM47.js";import"./NL5OCXP5.js";export{r as MAX_PARAMS_BYTES,o as importParams,m as paramsFile};
