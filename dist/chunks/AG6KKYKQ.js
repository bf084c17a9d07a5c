const require = process.getBuiltinModule;
import{g as o,h as r}from"./DKVNLP4E.js";import"./PY4MQC7C.js";export{o as MAX_POINTS,r as Points};
