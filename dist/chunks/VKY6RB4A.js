const require = process.getBuiltinModule;
import{a as o,b as r}from"./AS3CJ5W7.js";import"./VB3IQ32F.js";import"./O36EQUKQ.js";import"./RNXUB65F.js";import"./WG2HWEN2.js";export{r as importJsonMetrics,o as importMetrics};
