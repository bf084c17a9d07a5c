const require = process.getBuiltinModule;
import{b as o,c as r,d as m}from"./2ZW4DKWS.js";import"./DOIX75ZK.js";import"./6BO5WU6E.js";import"./YRCFMLRM.js";import"./ADAOCZGE.js";import"./JKL3NBXB.js";export{r as MAX_PARAMS_BYTES,o as importParams,m as paramsFile};
