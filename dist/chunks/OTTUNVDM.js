const require = process.getBuiltinModule;
import{h as o,i as r,j as m}from"./ZPRBAJRL.js";import"./J32AONTV.js";import"./T63JIHWB.js";import"./CWOTP5XP.js";import"./5XE54QTL.js";export{r as MAX_PARAMS_BYTES,o as importParams,m as paramsFile};
