const require = process.getBuiltinModule;
import{c as o,d as r}from"./3TJ4BPPX.js";import"./5YDWFDGT.js";import"./FQQQBZKW.js";import"./FANHVKJV.js";import"./MLVJUAD6.js";export{r as importJsonMetrics,o as importMetrics};
