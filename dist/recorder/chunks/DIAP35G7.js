const require = process.getBuiltinModule;
import{g as o,h as r}from"./LFJTADWW.js";import"./DA74C6VW.js";export{o as MAX_POINTS,r as Points};
