const require = process.getBuiltinModule;
import{b as o,c as r,d as m}from"./UENHCGL3.js";import"./3HTAJGKO.js";import"./6J243EQH.js";import"./YCHSXRBP.js";import"./LU3K67XZ.js";import"./OK2R22VA.js";export{o as MAX_PARAMS_BYTES,r as importParams,m as paramsFile};
