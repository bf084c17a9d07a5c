const require = process.getBuiltinModule;
import{a as o}from"./K7C7V6WP.js";import"./BFM2I6LO.js";export{o as readDvcPointer};
