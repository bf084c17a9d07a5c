const require = process.getBuiltinModule;
import{a as o,b as r}from"./WYKRWGNJ.js";import"./J32AONTV.js";import"./T63JIHWB.js";import"./CWOTP5XP.js";import"./5XE54QTL.js";export{r as importJsonMetrics,o as importMetrics};
