const require = process.getBuiltinModule;
import{a as o}from"./KQHPSQLZ.js";import"./WG2HWEN2.js";export{o as readDvcPointer};
