const require = process.getBuiltinModule;
import{i as o,j as r,k as m}from"./BXLXW6T4.js";import"./5TE57B4M.js";import"./RW7B7IK7.js";import"./GLO4KCFD.js";import"./VSABMXNW.js";export{r as MAX_PARAMS_BYTES,o as importParams,m as paramsFile};
