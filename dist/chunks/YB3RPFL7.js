const require = process.getBuiltinModule;
import{a as o}from"./OQXYR73S.js";import"./3LHUPDUZ.js";import"./MFDN746U.js";export{o as createTokenClient};
