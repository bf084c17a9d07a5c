const require = process.getBuiltinModule;
import{b as o,c as r,d as m}from"./3WHXHLOR.js";import"./2PMAMAKY.js";import"./XVXR2FLM.js";import"./B2LGBNQB.js";import"./6SEVQA2T.js";import"./YEWWAYBV.js";import"./GR3FUUCU.js";export{r as lastPage,o as nextPage,m as renderPage};
