const require = process.getBuiltinModule;
import{a as o}from"./KDF7L2C5.js";import"./LI5BYADH.js";export{o as readDvcPointer};
