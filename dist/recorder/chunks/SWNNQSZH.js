const require = process.getBuiltinModule;
import{c as o,d as r}from"./TREWJ2FY.js";import"./2OQKABJP.js";import"./WEAWGQXI.js";import"./QQAFKBDE.js";import"./REC32N7I.js";export{r as importJsonMetrics,o as importMetrics};
