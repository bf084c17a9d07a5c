const require = process.getBuiltinModule;
import{g as o,h as r}from"./ONOYVWPX.js";import"./7R6WMQSN.js";export{o as MAX_POINTS,r as Points};
