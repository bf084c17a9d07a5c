const require = process.getBuiltinModule;
import{a as o}from"./XEIOUWXB.js";import"./5VWEYWNS.js";import"./LUSAFALT.js";export{o as createTokenClient};
