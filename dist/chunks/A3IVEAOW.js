const require = process.getBuiltinModule;
import{a as o}from"./PVISCADS.js";import"./KQKZ42XE.js";export{o as readDvcPointer};
