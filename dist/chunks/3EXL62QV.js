const require = process.getBuiltinModule;
import{a as o}from"./VOXWORP4.js";import"./ZASBXWF2.js";import"./VSABMXNW.js";export{o as createTokenClient};
