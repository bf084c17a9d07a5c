const require = process.getBuiltinModule;
import{a as o}from"./KUI6CE63.js";import"./SQFHZBT5.js";import"./WG2HWEN2.js";export{o as createTokenClient};
