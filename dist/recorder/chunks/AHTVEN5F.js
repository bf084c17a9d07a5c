const require = process.getBuiltinModule;
import{i as o,j as r,k as m}from"./T3WPJV62.js";import"./BSB66ORK.js";import"./EJMPYPXN.js";import"./KPPPTH4V.js";export{r as MAX_PARAMS_BYTES,o as importParams,m as paramsFile};
