const require = process.getBuiltinModule;
import{b as o,c as r,d as m}from"./E5V7QX65.js";import"./2PMAMAKY.js";import"./XVXR2FLM.js";import"./B2LGBNQB.js";import"./PY32NSW4.js";import"./YEWWAYBV.js";import"./PRIUKYUG.js";export{r as lastPage,o as nextPage,m as renderPage};
