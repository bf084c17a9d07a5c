const require = process.getBuiltinModule;
import{b as o,c as r,d as m}from"./Y5H3INWL.js";import"./JS6H2HHQ.js";import"./YLMJMSWY.js";import"./NC5ADNYT.js";import"./N3NTACU5.js";import"./LUSAFALT.js";export{r as MAX_PARAMS_BYTES,o as importParams,m as paramsFile};
