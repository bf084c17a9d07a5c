const require = process.getBuiltinModule;
import{c as o,d as r}from"./4ZJAVQ2T.js";import"./HS3LBK7S.js";import"./6YJFF7EF.js";import"./HPIIS7BW.js";import"./CC5WTH2L.js";export{r as importJsonMetrics,o as importMetrics};
