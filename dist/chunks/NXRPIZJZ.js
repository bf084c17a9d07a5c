const require = process.getBuiltinModule;
import{b as o,c as r,d as m}from"./HHELUA3X.js";import"./2PMAMAKY.js";import"./AH2RAFCY.js";import"./G4CCK3N7.js";import"./EVSGTB3P.js";import"./YEWWAYBV.js";import"./OK2R22VA.js";export{r as lastPage,o as nextPage,m as renderPage};
