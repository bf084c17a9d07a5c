const require = process.getBuiltinModule;
import{b as o,c as r,d as m}from"./4ZRCEXQK.js";import"./DNGERW3M.js";import"./UQIWALKS.js";import"./B2LGBNQB.js";import"./4F76J72G.js";import"./YEWWAYBV.js";import"./NL5OCXP5.js";export{r as lastPage,o as nextPage,m as renderPage};
