const require = process.getBuiltinModule;
import{a as o}from"./PTUXSFEE.js";import"./SP6OIMVU.js";import"./BFM2I6LO.js";export{o as createRenderer};
