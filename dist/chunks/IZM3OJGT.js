const require = process.getBuiltinModule;
import{a as o}from"./ZOCIS53L.js";import"./QCDXE4T2.js";export{o as readDvcPointer};
