const require = process.getBuiltinModule;
import{a as o}from"./GSM6FSVX.js";import"./OK2R22VA.js";export{o as readDvcPointer};
