const require = process.getBuiltinModule;
import{h as o,i as r,j as m}from"./BAO2R2UC.js";import"./YGTVUDSI.js";import"./4KFM5HRV.js";import"./WPMMTP6G.js";export{r as MAX_PARAMS_BYTES,o as importParams,m as paramsFile};
