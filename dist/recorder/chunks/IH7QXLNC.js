const require = process.getBuiltinModule;
import{g as o,h as r}from"./QEBKYM67.js";import"./RMYS7NB6.js";export{o as MAX_POINTS,r as Points};
