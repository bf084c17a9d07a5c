const require = process.getBuiltinModule;
import{g as o,h as r}from"./NINRGGSZ.js";import"./EC6RNMXD.js";export{o as MAX_POINTS,r as Points};
