const require = process.getBuiltinModule;
import{g as o,h as r}from"./OWVUWTLE.js";import"./2EDHNM3H.js";export{o as MAX_POINTS,r as Points};
