const require = process.getBuiltinModule;
import{h as o,i as r,j as m}from"./US7NLX6M.js";import"./VB3IQ32F.js";import"./O36EQUKQ.js";import"./RNXUB65F.js";import"./WG2HWEN2.js";export{r as MAX_PARAMS_BYTES,o as importParams,m as paramsFile};
