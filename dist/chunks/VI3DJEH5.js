const require = process.getBuiltinModule;
import{a as o}from"./IOISSP7A.js";import"./SP6OIMVU.js";import"./GR3FUUCU.js";export{o as createRenderer};
