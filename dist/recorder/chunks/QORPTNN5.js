const require = process.getBuiltinModule;
import{b as o,c as r,d as m}from"./TYKHGMKA.js";import"./OKBHRY7H.js";import"./I5UL42QW.js";import"./NOY4SMIH.js";import"./LI5BYADH.js";export{r as MAX_PARAMS_BYTES,o as importParams,m as paramsFile};
