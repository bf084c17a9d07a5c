const require = process.getBuiltinModule;
import{g as o,h as r}from"./Y3YGSZOV.js";import"./CERQ4V6J.js";export{o as MAX_POINTS,r as Points};
