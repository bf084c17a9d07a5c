const require = process.getBuiltinModule;
import{b as o,c as r,d as m}from"./LQXPKEVB.js";import"./MCVNAGZC.js";import"./YQJFMBDL.js";import"./UMXSZ6VC.js";import"./EGDOLLTS.js";export{r as MAX_PARAMS_BYTES,o as importParams,m as paramsFile};
