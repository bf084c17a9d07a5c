const require = process.getBuiltinModule;
import{a as o}from"./MPDMXZJ4.js";import"./J5QUTNAV.js";export{o as readDvcPointer};
