const require = process.getBuiltinModule;
import{b as o,c as r,d as m}from"./EZ7TBR5Y.js";import"./XY6BG2BN.js";import"./LIRLEYY3.js";import"./Y3YGSZOV.js";import"./CERQ4V6J.js";export{r as MAX_PARAMS_BYTES,o as importParams,m as paramsFile};
