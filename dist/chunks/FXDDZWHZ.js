const require = process.getBuiltinModule;
import{g as o,h as r}from"./LU3K67XZ.js";import"./OK2R22VA.js";export{o as MAX_POINTS,r as Points};
