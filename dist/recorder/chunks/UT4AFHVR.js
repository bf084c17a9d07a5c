const require = process.getBuiltinModule;
import{a as o,b as r}from"./QOK4I2IW.js";import"./YGTVUDSI.js";import"./4KFM5HRV.js";import"./WPMMTP6G.js";export{r as importJsonMetrics,o as importMetrics};
