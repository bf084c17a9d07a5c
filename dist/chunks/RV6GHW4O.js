const require = process.getBuiltinModule;
import{a as o}from"./MUWIZUEA.js";import"./YDNOTM4P.js";import"./GR3FUUCU.js";export{o as createTokenClient};
