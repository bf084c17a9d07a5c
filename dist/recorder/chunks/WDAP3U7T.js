const require = process.getBuiltinModule;
import{c as o,d as r}from"./SBZXRGQU.js";import"./24GMBRN4.js";import"./7MPLKRAG.js";import"./OWVUWTLE.js";import"./2EDHNM3H.js";export{r as importJsonMetrics,o as importMetrics};
