const require = process.getBuiltinModule;
import{b as o,c as r}from"./Q5WWHYLJ.js";import"./5TE57B4M.js";import"./RW7B7IK7.js";import"./GLO4KCFD.js";import"./VSABMXNW.js";export{r as importJsonMetrics,o as importMetrics};
