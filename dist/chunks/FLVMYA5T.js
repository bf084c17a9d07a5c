const require = process.getBuiltinModule;
import{a as o}from"./YX4DJTZM.js";import"./PY4MQC7C.js";export{o as readDvcPointer};
