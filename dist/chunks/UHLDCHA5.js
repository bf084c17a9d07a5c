const require = process.getBuiltinModule;
import{g as o,h as r}from"./5HDJA4T5.js";import"./PRIUKYUG.js";export{o as MAX_POINTS,r as Points};
