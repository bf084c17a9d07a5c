const require = process.getBuiltinModule;
import{a as o}from"./KVD2MMH5.js";import"./ITJDM4C7.js";export{o as readDvcPointer};
