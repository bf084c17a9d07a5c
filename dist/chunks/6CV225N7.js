const require = process.getBuiltinModule;
import{h as o,i as r,j as m}from"./BGJDDAJF.js";import"./LQX75ONU.js";import"./2SJNZTUK.js";import"./H3MPVC7I.js";import"./MFDN746U.js";export{r as MAX_PARAMS_BYTES,o as importParams,m as paramsFile};
