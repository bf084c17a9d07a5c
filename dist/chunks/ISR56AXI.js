const require = process.getBuiltinModule;
import{b as o,c as r,d as m}from"./HO242H7F.js";import"./B6LDVPL2.js";import"./OVBUFDA2.js";import"./2SRIS3O4.js";import"./S32KFNF3.js";import"./AIQ63J7N.js";export{r as MAX_PARAMS_BYTES,o as importParams,m as paramsFile};
