const require = process.getBuiltinModule;
import{a as o}from"./75H627HV.js";import"./SP6OIMVU.js";import"./QCDXE4T2.js";export{o as createRenderer};
