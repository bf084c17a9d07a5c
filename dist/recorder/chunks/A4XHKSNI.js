const require = process.getBuiltinModule;
import{a as o}from"./IPFNPZTE.js";import"./DA74C6VW.js";export{o as readDvcPointer};
