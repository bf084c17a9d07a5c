const require = process.getBuiltinModule;
import{b as o,c as r,d as m}from"./WP4UN2CQ.js";import"./HS3LBK7S.js";import"./6YJFF7EF.js";import"./HPIIS7BW.js";import"./CC5WTH2L.js";export{r as MAX_PARAMS_BYTES,o as importParams,m as paramsFile};
