const require = process.getBuiltinModule;
import{c as o,d as r}from"./S2L3XBTN.js";import"./OKBHRY7H.js";import"./I5UL42QW.js";import"./NOY4SMIH.js";import"./LI5BYADH.js";export{r as importJsonMetrics,o as importMetrics};
