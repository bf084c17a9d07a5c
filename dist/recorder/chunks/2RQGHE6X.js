const require = process.getBuiltinModule;
import{g as o,h as r}from"./FANHVKJV.js";import"./MLVJUAD6.js";export{o as MAX_POINTS,r as Points};
