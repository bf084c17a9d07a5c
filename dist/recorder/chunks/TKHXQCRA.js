const require = process.getBuiltinModule;
import{g as o,h as r}from"./HPIIS7BW.js";import"./CC5WTH2L.js";export{o as MAX_POINTS,r as Points};
