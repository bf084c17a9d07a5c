const require = process.getBuiltinModule;
import{g as o,h as r}from"./QQAFKBDE.js";import"./REC32N7I.js";export{o as MAX_POINTS,r as Points};
