const require = process.getBuiltinModule;
import{a as o}from"./QKX5AR3G.js";import"./2EDHNM3H.js";export{o as readDvcPointer};
