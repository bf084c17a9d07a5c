const require = process.getBuiltinModule;
import{g as o,h as r}from"./UEHOBB5S.js";import"./J5QUTNAV.js";export{o as MAX_POINTS,r as Points};
