const require = process.getBuiltinModule;
import{a as o}from"./WM2U644X.js";import"./4NPSWW3G.js";import"./ID5UJBKW.js";export{o as createTokenClient};
