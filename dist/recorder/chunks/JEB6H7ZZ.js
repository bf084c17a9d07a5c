const require = process.getBuiltinModule;
import{a as o}from"./MRKKPLNS.js";import"./MLVJUAD6.js";export{o as readDvcPointer};
