const require = process.getBuiltinModule;
import{g as o,h as r}from"./ESXKLDC3.js";import"./KQKZ42XE.js";export{o as MAX_POINTS,r as Points};
