const require = process.getBuiltinModule;
import{b as o,c as r,d as m}from"./H3ILMXZY.js";import"./NVG36Z45.js";import"./V2WHMZO6.js";import"./NRBPDQTC.js";import"./OKZS72MH.js";import"./ID5UJBKW.js";export{r as MAX_PARAMS_BYTES,o as importParams,m as paramsFile};
