const require = process.getBuiltinModule;
import{g as o,h as r}from"./ADAOCZGE.js";import"./JKL3NBXB.js";export{o as MAX_POINTS,r as Points};
