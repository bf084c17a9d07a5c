const require = process.getBuiltinModule;
import{g as o,h as r}from"./ATIIPH3O.js";import"./GSFOS72Q.js";export{o as MAX_POINTS,r as Points};
