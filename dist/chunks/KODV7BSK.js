const require = process.getBuiltinModule;
import{h as o,i as r,j as m}from"./7U24FDEI.js";import"./RF6ICJ5C.js";import"./5ALQB7W7.js";import"./6ZDW5THW.js";import"./GNN5Q5DW.js";export{r as MAX_PARAMS_BYTES,o as importParams,m as paramsFile};
